// The stream of events, as somebody uses it who wants to know what has happened.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browsing, query } from '../browsing.ts';
import { installingHosts, refuse, refusedHost, smallFleet, stoppedHosts } from '../small-fleet.ts';

const open = browsing(smallFleet);
const refused = 40;

async function openEvents(more = '', view = {}): Promise<Page> {
  const page = await open(`?view=events${more}`, view);
  await page.waitForSelector('[data-event]');
  return page;
}

const kindsOf = async (page: Page): Promise<(string | null)[]> =>
  page.locator('[data-event]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')));
const hostsOf = async (page: Page): Promise<string[]> => [...new Set(await page.locator('.event-host').allInnerTexts())];
const newestSeq = async (page: Page): Promise<number> => Number(await page.locator('[data-event]').first().getAttribute('data-event'));

test('what happened before the page was opened is there, newest on top, each number once', async () => {
  const page = await openEvents();
  await expect.poll(() => page.locator('.event-foot').count()).toBe(1);
  const seqs = await page.locator('[data-event]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-event'))));
  expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  expect(new Set(seqs).size).toBe(seqs.length);
  expect(await kindsOf(page)).not.toContain('repeated');
});

test('only trouble, of one machine: in the address, and still there after a reload', async () => {
  const page = await openEvents();
  await page.getByRole('button', { name: /^Progress/ }).click();
  await page.getByRole('button', { name: /^People/ }).click();
  await expect.poll(async () => new Set(await kindsOf(page))).toEqual(new Set(['late', 'failed']));
  await page.keyboard.press('/');
  await page.keyboard.type(refusedHost);
  await expect.poll(() => hostsOf(page)).toEqual([refusedHost]);
  expect(query(page)).toBe(`?view=events&search=${refusedHost}&kind=trouble`);
  await page.reload();
  await expect.poll(() => hostsOf(page)).toEqual([refusedHost]);
  expect(new Set(await kindsOf(page))).toEqual(new Set(['failed']));
});

test('a node set and a status; and what to do when nothing fits', async () => {
  const page = await openEvents(`&search=${stoppedHosts.join(',')}`);
  expect((await hostsOf(page)).toSorted()).toEqual(stoppedHosts.toSorted());
  await page.getByRole('button', { name: /^Resulting status/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'installed' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('No events match the filters.').waitFor();
  await page.getByRole('button', { name: 'Show all except repeats' }).click();
  await expect.poll(async () => (await hostsOf(page)).length).toBeGreaterThan(stoppedHosts.length);
});

describe('what happens now', () => {
  test('comes on top by itself', async () => {
    const page = await openEvents('&kind=trouble,repeats');
    const before = await newestSeq(page);
    refuse(refused);
    await expect.poll(() => newestSeq(page)).toBeGreaterThan(before);
    expect(await page.locator('.event-host').first().innerText()).toBe(refusedHost);
  });

  test('waits while it is paused, and comes with resume', async () => {
    const page = await openEvents('&kind=trouble,repeats');
    const before = await newestSeq(page);
    await page.keyboard.press('p');
    refuse(refused);
    await page.getByRole('button', { name: '1 new: jump to newest' }).waitFor();
    expect(await newestSeq(page)).toBe(before);
    await page.getByRole('button', { name: /Resume/ }).click();
    await expect.poll(() => newestSeq(page)).toBeGreaterThan(before);
  });

  test('waits while somebody has scrolled down, until they go to the newest', async () => {
    const page = await openEvents('&kind=trouble,progress,people,repeats', { viewport: { width: 1280, height: 400 } });
    await page.locator('.event-list').evaluate((list) => list.scrollTo({ top: 600 }));
    await expect.poll(() => page.locator('.event-list').evaluate((list) => list.scrollTop)).toBe(600);
    refuse(refused);
    await page.getByRole('button', { name: /new: jump to newest$/ }).click();
    await expect.poll(() => page.locator('.event-list').evaluate((list) => list.scrollTop)).toBe(0);
    await expect.poll(() => page.locator('[data-event] .event-host').first().innerText()).toBe(refusedHost);
  });
});

test('a host leads to its page, and Back to the same events', async () => {
  const page = await openEvents(`&search=${installingHosts[0]}`);
  await page.locator('.event-host').first().click();
  await page.waitForSelector(`.backend-page[data-backend="${installingHosts[0]}"]`);
  await page.goBack();
  await page.waitForSelector('[data-event]');
  expect(await hostsOf(page)).toEqual([installingHosts[0]]);
});

test('exports exactly the rows that are shown', async () => {
  const page = await openEvents(`&search=${refusedHost}&kind=trouble`);
  await page.keyboard.press('p');
  const shown = await page.locator('[data-event]').count();
  await page.getByRole('button', { name: /^Export/ }).click();
  const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'JSON' }).click()]);
  expect(json.suggestedFilename()).toMatch(/^checklist-events-\d{8}T\d{6}Z\.json$/);
  const rows = JSON.parse(readFileSync(await json.path(), 'utf8')) as Record<string, unknown>[];
  expect(rows).toHaveLength(shown);
  expect(rows[0]).toMatchObject({ backend: refusedHost, kind: 'failed', stage: 'Profile_XML_Sent', source: 'ssl_access_log' });
  await page.getByRole('button', { name: /^Export/ }).click();
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  const lines = readFileSync(await csv.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(shown + 1);
  expect(lines[0]).toBe('seq,at,backend,ip,run,status,kind,stage,message,author,source,line,text');
});

test.each([
  ['the table', '?status=failed', 'backends', [['backend', refusedHost]]],
  ['a checklist', `?backend=${refusedHost}`, 'checklist-', [['stage', 'DHCPDISCOVER']]],
] as const)('%s can be exported, too', async (_, address, name, first) => {
  const page = await open(address);
  await page.getByRole('button', { name: /^Export/ }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'JSON' }).click()]);
  expect(file.suggestedFilename()).toMatch(new RegExp(`^checklist-${name}`));
  const rows = JSON.parse(readFileSync(await file.path(), 'utf8')) as Record<string, unknown>[];
  expect(rows[0]).toMatchObject(Object.fromEntries(first));
});
