// The first page as somebody uses it who has to find out what is wrong: incidents, rows, grid, wall, help.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browsing, query, rows } from '../browsing.ts';
import { installingHosts, refuse, refusedHost, smallFleet, stoppedHosts } from '../small-fleet.ts';

const open = browsing(smallFleet);

const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ');
const rowOf = (host: string): string => `[role="row"][data-backend="${host}"]`;

describe('an incident', () => {
  test('says what happened to how many since when, what that means and what to check', async () => {
    const page = await open();
    expect(await textOf(page, '.incident')).toMatch(
      /^.\s?4 backends stopped after DHCPACK: TFTP\? since \d\d:\d\d:\d\d \(.*What to check .*in\.tftpd/,
    );
  });

  test('shows its machines, under an address that shows a colleague the same', async () => {
    const page = await open('?status=installing');
    await page.getByRole('link', { name: 'Show backends' }).click();
    await expect.poll(() => rows(page)).toEqual(stoppedHosts);
    expect(new URLSearchParams(query(page)).get('search')).toBe('backend-0-[33-36]');
    const colleague = await open(query(page));
    await expect.poll(() => rows(colleague)).toEqual(stoppedHosts);
  });

  test('what to check can be folded away', async () => {
    const page = await open();
    const button = page.getByRole('button', { name: 'What to check' });
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await button.click();
    expect(await textOf(page, '.incident')).not.toContain('in.tftpd');
  });
});

test('a machine that needs somebody: the whole reason, and the line that shows it', async () => {
  const page = await open();
  const [late = ''] = stoppedHosts;
  expect(await textOf(page, `${rowOf(late)} .cell-why`)).toMatch(
    /^no TFTP request for \d+ m \d\d s after DHCPACK; limit 40 s; last heard \d\d:\d\d:\d\d dhcpd\[127\]: DHCPACK on/,
  );
  expect(await textOf(page, `${rowOf(refusedHost)} .cell-why`)).toMatch(/failed .*profile\.cgi.* 500 571$/);
  const cut = await page.locator('.why-words').evaluateAll((all) => all.filter((words) => words.scrollWidth > words.clientWidth).length);
  expect(cut).toBe(0);
});

test('a click on a column sorts, a second turns it round, a third goes back to urgency; the address says so', async () => {
  const page = await open('?status=installing');
  const head = page.getByRole('columnheader', { name: 'Host' });
  const button = page.getByRole('button', { name: 'Host' });
  await button.click();
  await expect.poll(() => rows(page)).toEqual(installingHosts);
  expect([await head.getAttribute('aria-sort'), query(page)]).toEqual(['ascending', '?status=installing&sort=host']);
  await button.press('Enter');
  await expect.poll(() => rows(page)).toEqual(installingHosts.toReversed());
  expect([await head.getAttribute('aria-sort'), query(page)]).toEqual(['descending', '?status=installing&sort=-host']);
  await button.press('Space');
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('none');
  expect(query(page)).toBe('?status=installing');
});

test('a node set finds exact names; a broken one says what is wrong', async () => {
  const page = await open();
  await page.keyboard.press('/');
  await page.keyboard.type('backend-0-[33-34],nobody');
  await expect.poll(() => rows(page)).toEqual(['backend-0-33', 'backend-0-34']);
  await page.fill('[type="search"]', 'backend-0-[33');
  await page.getByText('"backend-0-[33" has an unmatched bracket').waitFor();
  expect(await page.getAttribute('[type="search"]', 'aria-invalid')).toBe('true');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.waitForSelector(rowOf(refusedHost));
});

test('the views are links that keep the filter', async () => {
  const page = await open('?status=late');
  await page.getByRole('link', { name: 'grid', exact: true }).click();
  await page.waitForSelector('[role="gridcell"][data-backend]');
  expect(query(page)).toBe('?view=grid&status=late');
  expect(await page.locator('[role="gridcell"][data-backend]').count()).toBe(stoppedHosts.length);
  expect(await page.getAttribute('.tabs [aria-current]', 'aria-current')).toBe('page');
  await page.getByText('4 of 4 sources').waitFor();
});

test('the grid: arrow keys move, the facts follow, Enter opens, Back keeps the cell', async () => {
  const page = await open('?view=grid', { viewport: { width: 600, height: 900 } });
  const selected = (): Promise<string[]> =>
    page.locator('[role="gridcell"][aria-selected="true"]').evaluateAll((all) => all.map((cell) => cell.id));
  await page.keyboard.press('ArrowRight');
  await expect.poll(selected).toEqual(['cell-backend-0-32']);
  await page.keyboard.press('ArrowRight');
  await expect.poll(selected).toEqual(['cell-backend-0-33']);
  expect(await textOf(page, '.cell-facts')).toMatch(/late backend-0-33 .*no TFTP request for/);
  expect(await page.getAttribute('[role="grid"]', 'aria-activedescendant')).toBe('cell-backend-0-33');
  await page.keyboard.press('ArrowDown');
  await expect.poll(selected).toEqual(['cell-backend-1-1']);
  await page.hover(`[data-backend="${refusedHost}"]`);
  await expect.poll(() => textOf(page, '.cell-facts')).toMatch(/failed backend-1-0 .* 500 571/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.backend-page[data-backend="backend-1-1"]');
  await page.goBack();
  await expect.poll(selected).toEqual(['cell-backend-1-1']);
});

test('the wall: all that is wrong, nothing to scroll or to press; Esc leaves it', async () => {
  const page = await open('?wall', { viewport: { width: 1920, height: 1080 } });
  await page.waitForSelector('.wall [data-incident]');
  expect(await textOf(page, '[data-count="late"]')).toBe('◷ 4 late');
  for (const host of [...stoppedHosts, refusedHost]) await page.waitForSelector(`.wall-row[data-backend="${host}"]`);
  expect(await page.locator('button, input, select').count()).toBe(0);
  const overflow = await page
    .locator('.wall, .wall *')
    .evaluateAll((all) =>
      all.flatMap(({ className, scrollHeight, clientHeight }) =>
        /wall(-rows)?( |$)/.test(String(className)) && scrollHeight > clientHeight + 1 ? [className] : [],
      ),
    );
  expect(overflow).toEqual([]);
  await page.keyboard.press('Escape');
  await page.waitForSelector(rowOf(refusedHost));
  expect(query(page)).toBe('');
});

test('? tells the keys; while it is open they do nothing else, and Esc closes it', async () => {
  const page = await open();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('j');
  expect(await page.locator('[aria-selected="true"]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('j');
  await expect.poll(() => page.locator('[aria-selected="true"]').count()).toBe(1);
});

test('nothing jumps under the pointer: who newly needs somebody waits behind a chip, and is counted at once', async () => {
  const page = await open();
  const before = await rows(page);
  await page.hover(`${rowOf(refusedHost)} .cell-host`);
  refuse(47);
  await page.getByRole('button', { name: '1 new' }).waitFor();
  expect(await textOf(page, '.table-group')).toContain('Needs you (6)');
  expect((await rows(page)).slice(0, 5)).toEqual(before.slice(0, 5));
  expect(await page.title()).toBe('(6) install-checklist');
  await page.getByRole('button', { name: '1 new' }).click();
  await page.waitForSelector(`${rowOf('backend-1-7')}[data-urgency="needs you"]`);
});

test('all of an incident are acknowledged at once: they stand apart with the name, and the title counts them no more', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Acknowledge all' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/name/i).fill('anna');
  await dialog.getByRole('button', { name: /^Acknowledge/ }).click();
  await page.waitForSelector(`${rowOf(stoppedHosts[0] ?? '')}[data-urgency="known"]`);
  expect(await textOf(page, `${rowOf(stoppedHosts[0] ?? '')} .cell-why`)).toMatch(
    /^acknowledged by anna at \d\d:\d\d:\d\d no TFTP request/,
  );
  await page.getByText('Acknowledged or muted (4)').waitFor();
  await expect.poll(() => page.title()).toBe('(2) install-checklist');
  await page.waitForSelector('[data-incident][data-acknowledged="true"]');
});
