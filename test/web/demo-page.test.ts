// The demo in a real browser: what an onlooker sees without touching anything.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { startProgram, type Program } from '../program.ts';
import { startBrowser } from './browser.ts';

let program: Program;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  program = startProgram(['demo', '--speed', '8', '--port', String(await freePort())]);
  const [, url = ''] = await program.printed(/Dashboard: (http\S+)/);
  browser = await startBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
});

afterAll(async () => {
  await browser?.close();
  program?.child.kill('SIGINT');
  await program?.ended;
});

const row = (host: string, status: string): string => `[data-backend="${host}"][data-status="${status}"]`;

test('an install finishes, one fails, one goes late, one stalls: live, without a reload', async () => {
  await page.waitForSelector('[data-connection="live"]');
  await Promise.all([
    page.waitForSelector(row('backend-0-4', 'failed')),
    page.waitForSelector(row('backend-0-5', 'installed')),
    page.waitForSelector(row('backend-0-6', 'late')),
    page.waitForSelector(row('backend-0-7', 'stalled')),
  ]);
  await program.printed(/All installs have been played/);
  await Promise.all(
    ['backend-0-0', 'backend-0-1', 'backend-0-2', 'backend-0-3'].map((host) => page.waitForSelector(row(host, 'installed'))),
  );
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  expect(await page.locator('[role="row"][data-backend]').count()).toBe(8);
  expect(errors).toEqual([]);
});

test('a click on the failed one shows which stage, and the line that proves it', async () => {
  await page.click(row('backend-0-4', 'failed'));
  await page.waitForSelector('[data-stage="Profile_XML_Sent"][data-status="failed"]');
  expect(await page.textContent('body')).toContain('GET /install/sbin/profile.cgi?os=sles&arch=x86_64&np=4 HTTP/1.1" 500 571');
});

test('the service goes away: the page says so at once; it ends with 0', async () => {
  program.child.kill('SIGINT');
  await page.waitForSelector('[data-connection="lost"]');
  expect(await program.ended).toBe(0);
});
