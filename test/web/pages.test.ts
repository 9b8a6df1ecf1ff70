// What single pages say: an installed, a late and a failed machine, a narrow screen, and a server that has seen nothing.
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browsing, rows } from './browsing.ts';
import { startBrowser } from './browser.ts';
import { table } from './five-machines.ts';
import { WatchedServer } from './watched-server.ts';

const open = browsing();

const stageOf = (name: string, status: string): string => `[data-stage="${name}"][data-status="${status}"]`;
const textOf = async (page: Page, selector: string): Promise<string> => (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');

/** Of `9 m 19 s over`. */
function secondsOf(text: string): number {
  const [, minutes, seconds] = /^(\d+) m (\d\d) s over$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

test('the page of an installed machine has every stage that was seen, each with its line', async () => {
  const page = await open('?backend=backend-0-0');
  await page.waitForSelector('.backend-page[data-status="installed"]');
  expect(await textOf(page, '.backend-title')).toBe('backend-0-0 ✔ installed');
  for (const name of ['DHCPACK', 'Initrd_RRQ', 'SLES_Img_Sent', 'Profile_XML_Sent', 'Set_Bootaction_OS', 'Rebooting_HDD', 'Reboot_Okay']) {
    await page
      .locator(`${stageOf(name, 'done')} .evidence-text`)
      .first()
      .waitFor();
  }
  expect(await textOf(page, `${stageOf('Set_Bootaction_OS', 'done')} .evidence-text`)).toContain('setPxeboot.cgi?params={');
  expect(await textOf(page, '.run-times')).toMatch(/ended \d\d:\d\d:\d\d.* took \d+ m \d\d s/);
  expect(await page.locator('[data-status="late"], [data-status="failed"]').count()).toBe(0);
});

test('the page of a late machine says what has not come, since when, and what to check; and counts on', async () => {
  const page = await open('?backend=backend-0-1');
  await page.waitForSelector('.backend-page[data-status="late"]');
  expect(await textOf(page, '.run-why')).toMatch(
    /^What happened No request for config for \d+ m \d\d s after ramdisk request; limit 1 m 10 s .*messages:13 .*What it means The machine has its kernel and ramdisk.*What to check What does its console show/,
  );
  const overdue = async (): Promise<number> => secondsOf(await textOf(page, `${stageOf('Config_Sent', 'late')} .time-over`));
  const before = await overdue();
  await expect.poll(overdue).toBeGreaterThan(before);
});

test('the page of a failed machine shows the line that proves it', async () => {
  const page = await open('?backend=backend-0-2');
  await page.waitForSelector(stageOf('Profile_XML_Sent', 'failed'));
  expect(await textOf(page, '.run-why')).toContain('Profile request failed 3 times');
  expect(await textOf(page, '.run-why')).toContain('" 500 571');
});

test('a backend that nobody knows: says so, and the way back', async () => {
  const page = await open('?backend=backend-9-9');
  await page.getByText('Unknown backend backend-9-9').waitFor();
  await page.getByRole('button', { name: 'All backends' }).click();
  await expect.poll(() => rows(page)).toHaveLength(table.length);
});

describe('390 pixels wide: no scrolling to the side, nothing cut off at', () => {
  test.each([
    '',
    '?status=late',
    '?view=grid',
    '?view=sources',
    '?wall',
    '?backend=backend-0-0',
    '?backend=backend-0-1',
    '?backend=backend-0-2',
    '?backend=backend-0-4',
  ])('the page %j', async (address) => {
    const page = await open(address, { viewport: { width: 390, height: 844 } });
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(390);
    const tooWide = await page.locator('.page *:visible').evaluateAll((all) =>
      all.flatMap((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > 391 ? [`${element.className}: ${right}`] : [];
      }),
    );
    expect(tooWide).toEqual([]);
  });
});

test('a server that has seen no machine says what it watches, and how to see a demo', async () => {
  const server = await WatchedServer.create();
  const browser = await startBrowser();
  onTestFinished(async () => {
    await browser.close();
    await server.remove();
  });
  server.append('messages', ['Nov 21 01:05:12 frontend-0-0 dhcpd[127]: Server starting service.']);
  await server.start();
  const page = await browser.newPage();
  await page.goto(server.url);
  const text = page.locator('.nothing-here');
  await text.getByText('No machine has been seen yet.').waitFor();
  expect(await text.innerText()).toMatch(/DHCP message, boot file request or health message/);
  await text.getByText(/\/messages 1 line read$/).waitFor();
  await text.getByText(/\/ssl_access_log nothing read yet$/).waitFor();
  expect(await text.innerText()).toMatch(/To try the dashboard without a machine, run npm run demo/);
});

test('a log that can’t be read is told on the page, with the reason', async () => {
  const server = await WatchedServer.create();
  const browser = await startBrowser();
  onTestFinished(async () => {
    await browser.close();
    await server.remove();
  });
  await server.start();
  server.removeLog('ssl_access_log');
  const health = async (): Promise<number> => (await fetch(`${server.url}/healthz`)).status;
  await expect.poll(health).toBe(503);
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForSelector('.service-trouble');
  expect(await textOf(page, '.service-trouble')).toMatch(/ssl_access_log.* does not exist/);
});
