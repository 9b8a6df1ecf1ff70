// The page of one backend as somebody uses it who has to find out what is wrong with it, and does something about it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browsing, query } from '../browsing.ts';
import { goOn, hosts, oneBackend } from '../one-backend.ts';
import { violations } from '../violations.ts';

const open = browsing(oneBackend);

async function openPage(host: string, more = ''): Promise<Page> {
  const page = await open(`?backend=${host}${more}`);
  await page.waitForSelector('.checklist');
  return page;
}

const textOf = async (page: Page, selector: string): Promise<string> => (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');

const row = (name: string): string => `[data-stage="${name}"]`;

/** For the page: notes whether its checklist was away for a moment. */
const watchForEmptiness = `
  globalThis.wasEmpty = false;
  new MutationObserver(() => { wasEmpty ||= document.querySelector('.checklist') === null; }).observe(document.body, { childList: true, subtree: true });
`;

describe('why', () => {
  test('a machine failed: the words, the raw line and where it stands, what it means', async () => {
    const why = await textOf(await openPage(hosts.failed), '.run-why');
    expect(why).toMatch(
      /^What happened Profile request failed at .* ssl_access_log:\d+ 10\.1\.0\.2 - - \[.* 500 571 copy What it means This server/,
    );
  });

  test('what to check, each command made ready for this machine, to be copied', async () => {
    const page = await openPage(hosts.failed);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const command = `stack list host profile '${hosts.failed}' | tail -n 5`;
    await page.getByRole('button', { name: `Copy the command ${command}` }).click();
    await page.getByText('copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(command);
  });

  test('all of it is in sight without scrolling', async () => {
    const box = await (await openPage(hosts.failed)).locator('.run-why').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(800);
  });

  test('a machine that is well needs none', async () => {
    expect(await (await openPage(hosts.installedTwice)).locator('.run-why').count()).toBe(0);
  });
});

describe('the checklist', () => {
  test('has the time of a stage against its limit and against what is usual', async () => {
    const page = await openPage(hosts.installedTwice);
    await page.waitForSelector(`${row('Profile_XML_Sent')} .stage-usual`);
    expect(await textOf(page, `${row('Profile_XML_Sent')} .stage-took`)).toBe('+1 m 00 s of 2 m 10 s usually < 1 s');
  });

  test('keeps what may come and did not folded away', async () => {
    const page = await openPage(hosts.failed);
    const all = await page.locator('.stage-row').count();
    const toggle = page.getByRole('button', { name: /optional stages? not seen/ });
    const folded = Number.parseInt(await toggle.innerText(), 10);
    await toggle.click();
    await expect.poll(() => page.locator('.stage-row').count()).toBe(all + folded);
  });

  test('e shows the whole of every line', async () => {
    const page = await openPage(hosts.installedTwice);
    const cut = (): Promise<number> => page.locator('.stage-row .evidence:not(.evidence-open)').count();
    expect(await cut()).toBeGreaterThan(0);
    await page.keyboard.press('e');
    await expect.poll(cut).toBe(0);
  });

  test('goes on by itself when the machine does, without a moment of emptiness', async () => {
    const page = await openPage(hosts.late);
    await page.evaluate(watchForEmptiness);
    goOn();
    await page.waitForSelector(`${row('Initrd_RRQ')}[data-status="done"]`);
    await page.waitForSelector('.backend-page[data-status="installing"]');
    expect(await page.evaluate('wasEmpty')).toBe(false);
  });
});

test('the time line is walked through by keys and by pointer', async () => {
  const page = await openPage(hosts.installedTwice);
  const line = page.getByRole('slider', { name: 'Stages of the run over time' });
  await line.press('Home');
  expect(await line.getAttribute('aria-valuetext')).toMatch(/^DHCPDISCOVER at \d\d:\d\d:\d\d$/);
  await line.press('ArrowRight');
  expect(await line.getAttribute('aria-valuetext')).toMatch(/^DHCPOFFER at \d\d:\d\d:\d\d; limit 20 s$/);
  const { width = 0 } = (await line.boundingBox()) ?? {};
  await line.hover({ position: { x: width / 10, y: 5 } });
  await expect.poll(() => textOf(page, '.time-line-told')).toMatch(/^Profile_XML_Sent at \d\d:\d\d:\d\d after 1 m 00 s; limit 2 m 10 s$/);
});

test('what the installer said, as it came; and all that happened, when asked for', async () => {
  const page = await openPage(hosts.installedTwice);
  await page.waitForSelector('.run-event');
  expect(await textOf(page, '.run-messages ol')).toMatch(/^\d\d:\d\d:\d\d Reboot_Okay health \{"systest":"Reboot_Okay".*\} copy$/);
  await page.getByRole('button', { name: 'All events of this run' }).click();
  await page.locator('.run-event', { hasText: 'DHCPACK' }).first().waitFor();
});

describe('earlier runs', () => {
  test('one of them is shown when it is chosen, under an address of its own', async () => {
    const page = await openPage(hosts.installedTwice);
    await page.locator('.run-choice button').nth(1).click();
    await page.getByText('earlier run').waitFor();
    const colleague = await openPage(hosts.installedTwice, query(page).replace(/^\?backend=[^&]*/, ''));
    await expect.poll(() => textOf(colleague, '.backend-title')).toContain('earlier run');
  });

  test('side by side: where the newer one lost its time; a colleague sees the same, and one can be left out', async () => {
    const page = await openPage(hosts.installedTwice);
    await page.getByRole('button', { name: 'Side by side' }).click();
    const slow = page.getByRole('row', { name: /^Profile_XML_Sent/ });
    await expect.poll(() => slow.innerText()).toMatch(/0 s\s+1 m 00 s, 1 m 00 s slower/);
    expect(await page.getByRole('row', { name: /^Most time lost at/ }).innerText()).toContain('Profile_XML_Sent 1 m 00 s');
    const colleague = await open(query(page));
    await colleague.getByRole('row', { name: /^Profile_XML_Sent/ }).waitFor();
    await colleague.getByRole('checkbox').nth(1).uncheck();
    await expect.poll(() => colleague.getByRole('columnheader').count()).toBe(2);
    await colleague.keyboard.press('Escape');
    await expect.poll(() => query(colleague)).toBe('');
  });
});

describe('actions', () => {
  test('acknowledged by one, seen by the other at once with the name; and taken back', async () => {
    const [mine, other] = [await openPage(hosts.acted), await openPage(hosts.acted)];
    await mine.keyboard.press('a');
    await mine.getByLabel(/Your name/).fill('anna');
    await mine.getByLabel(/Note/).fill('the CGI has no database');
    await mine.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await other.waitForSelector('.in-hand');
    expect(await textOf(other, '.in-hand')).toMatch(/^Acknowledged by anna at \d\d:\d\d:\d\d “the CGI has no database”$/);
    await other.getByRole('button', { name: 'Remove acknowledgement' }).click();
    await other.getByLabel(/Your name/).fill('bo');
    await other.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => mine.locator('.in-hand').count()).toBe(0);
  });

  test('muted: until when, by whom', async () => {
    const page = await openPage(hosts.acted);
    await page.getByRole('button', { name: 'Mute for maintenance' }).click();
    await page.getByLabel(/Your name/).fill('anna');
    await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
    await page.getByText(/^Muted for maintenance by/).waitFor();
    expect(await textOf(page, '.in-hand >> nth=-1')).toMatch(/^Muted for maintenance by anna at [\d:]+, until [\d:]+$/);
  });

  test('what another did before is refused, in the server’s words', async () => {
    const [mine, late] = [await openPage(hosts.acted), await openPage(hosts.acted)];
    for (const page of [mine, late]) {
      await page.getByRole('button', { name: 'Close run' }).click();
      await page.getByLabel(/Your name/).fill('anna');
    }
    await mine.getByRole('dialog').getByRole('button', { name: 'Close run' }).click();
    await mine.waitForSelector('.backend-page[data-status="abandoned"]');
    await expect.poll(() => textOf(mine, '.run-why')).toMatch(/^What happened Abandoned: .* last heard at [\d:]+ ssl_access_log:/);
    await late.getByRole('dialog').getByRole('button', { name: 'Close run' }).click();
    await expect.poll(() => textOf(late, '[role="dialog"]')).toContain(`${hosts.acted}: it has no run to close`);
  });
});

test('no answer about the runs: says so in words, what is known stays, and it is asked again', async () => {
  const page = await openPage(hosts.failed);
  const { origin } = new URL(page.url());
  await page.route('**/runs', (route) => route.abort());
  const body = JSON.stringify({ backends: [hosts.failed], action: 'acknowledge', author: 'anna' });
  await fetch(`${origin}/api/v1/actions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await page.getByText('Cannot refresh the runs: the server does not answer. Retrying.').waitFor();
  expect(await page.locator('.checklist').count()).toBe(1);
  await page.unroute('**/runs');
  await page.getByText('Cannot refresh the runs').waitFor({ state: 'detached', timeout: 10_000 });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s:', (colorScheme) => {
  test('runs side by side, all events, all stages', async () => {
    const page = await open(`?backend=${hosts.installedTwice}`, { colorScheme });
    for (const name of [/Side by side/, /All events/, /optional/]) await page.getByRole('button', { name }).click();
    await page.waitForSelector('.run-comparison');
    expect(await violations(page)).toEqual([]);
  });

  test.each([/Acknowledge/, /Mute/, /Extend/, /Close/])('the dialog of %s', async (name) => {
    const page = await open(`?backend=${hosts.dialogs}`, { colorScheme });
    await page.getByRole('button', { name }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
