// The view of the sources with a real server: logs with lines that nobody understands, one that goes away, a rotation, answers that don't come.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../browser.ts';
import { recorded } from '../recorded-install.ts';
import { logNames, WatchedServer, type LogName } from '../watched-server.ts';

const cutOff = 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54:00';

let browser: Browser;
let server: WatchedServer;

beforeAll(async () => {
  server = await WatchedServer.create();
  browser = await startBrowser();
  server.append('messages', [cutOff, ...recorded('messages')]);
  server.append('access_log', recorded('access_log'));
  await server.start();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await prepare(page);
  await page.goto(`${server.url}/?view=sources`);
  return page;
}

const stand = async (page: Page): Promise<string> => (await page.locator('.sources-stand').innerText()).replaceAll(/\s+/g, ' ');

/** What stands under a label of a source. */
async function fact(page: Page, source: LogName | 'health', label: string): Promise<string> {
  const facts = page.locator(`[data-source="${source}"] .source-facts > div`);
  const text = await facts
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd')
    .innerText();
  return text.replaceAll(/\s+/g, ' ');
}

test('all is read: says so in a line, with the figures of each, and ages that count', async () => {
  const page = await open();
  await expect.poll(() => stand(page)).toMatch(/^✔ All 4 sources are read; last line \d+ s ago$/);
  const lines = recorded('messages').length + 1;
  expect(await fact(page, 'messages', 'Lines')).toBe(String(lines));
  expect(await fact(page, 'messages', 'Unparsed')).toBe('1');
  expect(await fact(page, 'messages', 'Position')).toBe(`line ${lines} of messages all read`);
  expect(await fact(page, 'messages', 'Last line')).toMatch(/^\d\d:\d\d:\d\d \d+ s ago$/);
  expect(await fact(page, 'ssl_access_log', 'Last line')).toBe('none yet');
  expect(await page.locator('[data-source="health"] .source-head').innerText()).toMatch(/mqtt\s+the embedded broker, port/);
  const before = await fact(page, 'messages', 'Last line');
  await expect.poll(() => fact(page, 'messages', 'Last line'), { timeout: 5_000 }).not.toBe(before);
});

test('lines a second: not known at the first answer, then from two', async () => {
  const page = await open();
  await page.waitForSelector('[data-source]');
  expect(await fact(page, 'access_log', 'Lines/s')).toBe('—');
  await expect.poll(() => fact(page, 'access_log', 'Lines/s'), { timeout: 10_000 }).toBe('0');
  server.append('access_log', recorded('access_log'));
  await expect.poll(() => fact(page, 'access_log', 'Lines/s'), { timeout: 10_000 }).toMatch(/^[1-9]\d*(\.\d)?$|^0\.[1-9]$/);
});

test('what was not understood is folded, raw, and stays open while the figures change', async () => {
  const page = await open();
  const source = page.locator('[data-source="messages"]');
  await source.getByText('Last unparsed line').waitFor();
  expect(await source.getByText(cutOff).isVisible()).toBe(false);
  await source.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await source.locator('.source-odd code').innerText()).toBe(cutOff);
  server.append('messages', ['no line at all']);
  await source.getByText('Last 2 unparsed lines').waitFor();
  expect(await source.locator('.source-odd code').allInnerTexts()).toEqual(['no line at all', cutOff]);
  expect(await fact(page, 'messages', 'Unparsed')).toBe('2');
  await source.getByRole('button', { name: 'Copy the unparsed line' }).first().click();
  await source.getByText('copied', { exact: true }).waitFor();
});

test('a log that goes away: which, why, what to check; back again, with a rotation counted', async () => {
  const page = await open();
  await page.waitForSelector('[data-source]');
  server.removeLog('ssl_access_log');
  await page.waitForSelector('[data-source="ssl_access_log"][data-alive="false"]');
  expect(await stand(page)).toMatch(/^✖ 1 of 4 sources is not read: ssl_access_log; last line/);
  const trouble = await page.locator('.source-trouble').innerText();
  expect(trouble).toMatch(/ssl_access_log does not exist yet/);
  expect(trouble).toMatch(/namei -l \/.*ssl_access_log/);
  await page.locator('.warnings [data-level="warn"]', { hasText: 'ssl_access_log does not exist yet' }).waitFor();
  await page.getByText('✖ 3 of 4 sources').waitFor();
  server.rewrite('ssl_access_log', recorded('ssl_access_log'));
  await page.waitForSelector('[data-source="ssl_access_log"][data-alive="true"]');
  await page.locator('[data-source="ssl_access_log"]').getByText('1 rotation followed').waitFor();
  expect(await page.locator('.source-trouble').count()).toBe(0);
});

test('the figures can be kept, as they are shown', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Export' }).first().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'JSON' }).click()]);
  expect(download.suggestedFilename()).toMatch(/sources.*\.json$/);
  const rows = JSON.parse(readFileSync(await download.path(), 'utf8')) as { name: string; alive: boolean; notUnderstood: number }[];
  expect(rows.map(({ name, alive }) => [name, alive])).toEqual([...logNames, 'health'].map((name) => [name, true]));
  expect(rows[0]?.notUnderstood).toBe(2);
});

test('a truncation without a copy: something may be missing, and why', async () => {
  const page = await open();
  await page.waitForSelector('[data-source]');
  server.rewrite('access_log', recorded('access_log').slice(0, 1));
  await page.locator('[data-source="access_log"] [data-counter="maybeLost"]').waitFor();
  expect(await page.locator('[data-counter="maybeLost"]').innerText()).toMatch(
    /^1 truncation without a copy\. Lines that were truncated .* are lost\./,
  );
  expect(await stand(page)).toMatch(/^▲ All 4 sources are read, but lines may be missing from access_log;/);
});

test('a server that does not say: the reason, first without anything to show, then over what was known', async () => {
  let isBroken = true;
  const page = await open((opened) =>
    opened.route('**/api/v1/sources', (route) => (isBroken ? route.fulfill({ status: 500, body: '{}' }) : route.continue())),
  );
  await page.getByText('The state of the sources is unknown').waitFor();
  await page.getByText('the server answered with HTTP 500. Retried every 2 s.').waitFor();
  isBroken = false;
  await page.waitForSelector('[data-source]');
  isBroken = true;
  await expect
    .poll(() => stand(page), { timeout: 10_000 })
    .toMatch(/^▲ State at \d\d:\d\d:\d\d; .* unknown: the server answered with HTTP 500$/);
});

test('while the connection is lost nothing looks fresh; back, it is at once', async () => {
  const page = await open();
  await page.waitForSelector('[data-source]');
  await server.kill();
  await page.waitForSelector('[data-connection="lost"]');
  await expect.poll(() => stand(page)).toMatch(/^· State at \d\d:\d\d:\d\d; the current state is unknown$/);
  const marks = await page.locator('.source-head .status-mark').allInnerTexts();
  expect(marks.map((mark) => mark.replaceAll(/\s+/g, ' '))).toEqual(Array.from({ length: 4 }, () => '· was read'));
  expect(await fact(page, 'messages', 'Lines/s')).toBe('—');
  expect(await page.locator('.sources-alive').count()).toBe(0);
  await server.start();
  await expect.poll(() => stand(page), { timeout: 20_000 }).toMatch(/^✔ All 4 sources are read;/);
});
