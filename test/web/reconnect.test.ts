// The server is killed in the middle of an install and started again: what two open tabs see of it, without a reload.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from './browser.ts';
import { machine, recorded, renamed } from './recorded-install.ts';
import { WatchedServer } from './watched-server.ts';

const restartNotice = '[data-notice="restart"]';
const rotatedAway = { mac: '52:54:00:aa:00:99', ip: '10.1.1.199' };

let server: WatchedServer;
let browser: Browser;
let tabs: [Page, Page];
/** What dhcpd and in.tftpd wrote of the machine before the server died. */
const booted = recorded('messages', { until: 'setDbPartitions' });
const errors: string[] = [];

beforeAll(async () => {
  server = await WatchedServer.create();
  browser = await startBrowser();
  await server.start();
  const context = await browser.newContext();
  tabs = [await openTab(context), await openTab(context)];
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function openTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  tab.on('pageerror', (error) => errors.push(error.message));
  await tab.goto(server.url);
  await tab.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  return tab;
}

async function inBothTabs<Value>(look: (tab: Page) => Promise<Value>): Promise<Value[]> {
  return Promise.all(tabs.map(look));
}

/** Waits until both tabs show the machine at this stage. */
async function seeStage(stage: string, status = 'installing'): Promise<void> {
  const row = `[data-backend="${machine.mac}"][data-status="${status}"]`;
  await inBothTabs((tab) => tab.locator(`${row} .stage-present`, { hasText: new RegExp(`^${stage}$`) }).waitFor());
}

async function seeConnection(connection: 'live' | 'lost'): Promise<void> {
  await inBothTabs((tab) => tab.waitForSelector(`[data-connection="${connection}"]`));
}

const rowsOf = async (tab: Page): Promise<(string | null)[]> =>
  Promise.all((await tab.locator('[data-backend]').all()).map((row) => row.getAttribute('data-backend')));

const age = (tab: Page): Promise<string> => tab.locator(`[data-backend="${machine.mac}"] .time-in-stage > span`).first().innerText();

test('the first half of an install is seen', async () => {
  await seeConnection('live');
  server.append('messages', [...renamed(booted.slice(0, 6), rotatedAway), ...booted]);
  await seeStage('Initrd_RRQ');
  server.append('access_log', recorded('access_log'));
  await seeStage('SLES_Img_Sent');
  await expect
    .poll(() => inBothTabs(rowsOf))
    .toEqual([
      [machine.mac, rotatedAway.mac],
      [machine.mac, rotatedAway.mac],
    ]);
});

test('the server dies: both tabs say so, keep their rows, and their ages go on counting', async () => {
  await server.kill();
  await seeConnection('lost');
  await inBothTabs((tab) => tab.getByText(/^Not connected since \d\d:\d\d:\d\d\. The page shows the state at that time\.$/).waitFor());
  await seeStage('SLES_Img_Sent');
  const before = await inBothTabs(age);
  await expect.poll(async () => (await inBothTabs(age)).map((now, i) => now !== before[i]), { timeout: 10_000 }).toEqual([true, true]);
  expect(await inBothTabs((tab) => tab.locator('html').getAttribute('data-connection'))).toEqual(['lost', 'lost']);
});

test('it is started again and reads its logs anew: live again, with what came meanwhile, and no row too many', async () => {
  // What was rotated away while nobody looked is known no more.
  server.rewrite('messages', booted);
  server.append('ssl_access_log', recorded('ssl_access_log', { until: 'setDbPartitions' }));
  await server.start();
  await seeConnection('live');
  await seeStage('Profile_XML_Sent');
  await expect.poll(() => inBothTabs(rowsOf)).toEqual([[machine.mac], [machine.mac]]);
  await inBothTabs((tab) => tab.getByText(/^Not connected/).waitFor({ state: 'detached' }));
});

test('both tabs say when it was restarted, quietly, until somebody has seen it', async () => {
  await inBothTabs((tab) => tab.getByText(/^The service restarted at \d\d:\d\d:\d\d\. The rows are up to date\.$/).waitFor());
  await tabs[0].getByRole('button', { name: 'Dismiss' }).click();
  await tabs[0].locator('.notice').waitFor({ state: 'detached' });
  expect(await tabs[1].locator(restartNotice).count()).toBe(1);
});

test('the install goes on and finishes before the same eyes', async () => {
  server.append('ssl_access_log', recorded('ssl_access_log', { from: 'setDbPartitions' }));
  await seeStage('Set_Bootaction_OS');
  server.append('messages', recorded('messages', { from: 'setDbPartitions' }));
  await seeStage('Rebooting_HDD');
  await server.publish('Reboot_Okay', machine.ip);
  await seeStage('Reboot_Okay', 'installed');
  expect(await inBothTabs(rowsOf)).toEqual([[machine.mac], [machine.mac]]);
  expect(await inBothTabs((tab) => tab.evaluate(() => 'sameDocument' in globalThis))).toEqual([true, true]);
  expect(errors).toEqual([]);
});

test('killed again: said again where it was dismissed; Reload gives a new page with what the service knows now, without a notice', async () => {
  await server.kill();
  await seeConnection('lost');
  await inBothTabs((tab) => tab.locator(restartNotice).waitFor({ state: 'detached' }));
  await server.start();
  await seeConnection('live');
  await inBothTabs((tab) => tab.locator(restartNotice).waitFor());
  await inBothTabs((tab) => tab.locator(restartNotice).getByRole('button', { name: 'Reload' }).click());
  await inBothTabs((tab) => tab.waitForFunction(() => !('sameDocument' in globalThis)));
  // Nothing is stored here, and no log has the health message.
  await seeStage('Rebooting_HDD');
  expect(await inBothTabs(rowsOf)).toEqual([[machine.mac], [machine.mac]]);
  expect(await inBothTabs((tab) => tab.locator('.notice').count())).toEqual([0, 0]);
  expect(errors).toEqual([]);
});
