// A browser and a server with machines, for all tests of a file; a fresh page for each test.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startBrowser } from './browser.ts';
import { createForFiveMachines, startWithFiveMachines, table } from './five-machines.ts';
import type { WatchedServer } from './watched-server.ts';

type View = { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark' };

/** Machines that a test file is about. */
export interface Machines {
  /** A server that has read everything about them. */
  start: () => Promise<WatchedServer>;
  /** What the first page shows when all of that has been understood. */
  shown: readonly string[];
  /** Ends what belongs to them, the server too. */
  stop?: () => Promise<void>;
}

const fiveMachines: Machines = { start: startFive, shown: table.map(({ host, status }) => rowOf(host, status)) };

async function startFive(): Promise<WatchedServer> {
  const server = await createForFiveMachines();
  await startWithFiveMachines(server);
  return server;
}

/** Sets a test file up. The function that it returns opens a page of the server, all rows or the wanted backend there. */
export function browsing({ start, shown, stop }: Machines = fiveMachines): (address?: string, view?: View) => Promise<Page> {
  let browser: Browser | undefined;
  let server: WatchedServer | undefined;
  const errors: string[] = [];
  beforeAll(async () => {
    server = await start();
    browser = await startBrowser();
    const page = await browser.newPage();
    await page.goto(server.url);
    await Promise.all(shown.map((selector) => page.waitForSelector(selector)));
    await page.close();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await (stop ? stop() : server?.remove());
  });
  return async (address = '', view = {}) => {
    if (!browser || !server) throw new Error('the browser or the server did not start');
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...view });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}/${address}`);
    await page.waitForSelector('[data-connection="live"]');
    await page.waitForSelector('[data-backend], [data-event], [data-source], [data-deployment], .nothing-here h2');
    return page;
  };
}

export function rowOf(host: string, status: string): string {
  return `[role="row"][data-backend="${host}"][data-status="${status}"]`;
}

/** Names of the backends in the table, from the top. */
export async function rows(page: Page): Promise<string[]> {
  return page.locator('[role="row"][data-backend] .cell-host a').allInnerTexts();
}

export function query(page: Page): string {
  return new URL(page.url()).search;
}
