// The overview with nothing but the keyboard, and what the address says of it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browsing, query, rows } from './browsing.ts';
import { table } from './five-machines.ts';

const open = browsing();
const hosts = table.map(({ host }) => host);

const selected = async (page: Page): Promise<string[]> => page.locator('[aria-selected="true"] .cell-host a').allInnerTexts();
const opened = (host: string): string => `.backend-page[data-backend="${host}"]`;

async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(' ')) await page.keyboard.press(key);
}

describe('the selection after', () => {
  test.each([
    ['j', [hosts[0]]],
    ['k', [hosts[0]]],
    ['j j', [hosts[1]]],
    ['j j j', [hosts[2]]],
    ['j j j k', [hosts[1]]],
    ['j k k', [hosts[0]]],
    ['ArrowDown ArrowDown ArrowDown ArrowUp', [hosts[1]]],
    ['j j j j j j j', [hosts[4]]],
    ['Control+j', []],
  ])('%s', async (keys, expected) => {
    const page = await open();
    await press(page, keys);
    await expect.poll(() => selected(page)).toEqual(expected);
  });
});

test('Enter opens the selected row; Esc and Back leave it, and the selection stays', async () => {
  const page = await open();
  await press(page, 'j j Enter');
  await page.waitForSelector(opened(hosts[1]!));
  expect(query(page)).toBe('?backend=backend-0-1');
  await press(page, 'Escape');
  await expect.poll(() => selected(page)).toEqual([hosts[1]]);
  expect(query(page)).toBe('');
  await press(page, 'j Enter');
  await page.waitForSelector(opened(hosts[2]!));
  await page.goBack();
  await expect.poll(() => selected(page)).toEqual([hosts[2]]);
  await page.goForward();
  await page.waitForSelector(opened(hosts[2]!));
});

test('Enter without a selection opens nothing', async () => {
  const page = await open();
  await press(page, 'Enter j');
  await expect.poll(() => selected(page)).toEqual([hosts[0]]);
  expect(query(page)).toBe('');
});

test('Esc leaves a backend that was opened by its address', async () => {
  const page = await open('?backend=backend-0-1');
  await page.waitForSelector(opened('backend-0-1'));
  await press(page, 'Escape');
  await expect.poll(() => rows(page)).toEqual(hosts);
  expect(query(page)).toBe('');
});

describe('/', () => {
  test('searches as one types; Enter leaves the box, Esc shows all again', async () => {
    const page = await open();
    await press(page, '/');
    await page.keyboard.type('0-1');
    await expect.poll(() => rows(page)).toEqual(['backend-0-1']);
    expect(query(page)).toBe('?search=0-1');
    await press(page, 'Enter j Enter');
    await page.waitForSelector(opened('backend-0-1'));
    await press(page, 'Escape');
    await expect.poll(() => rows(page)).toEqual(['backend-0-1']);
    await press(page, '/ Escape');
    await expect.poll(() => rows(page)).toEqual(hosts);
    expect(query(page)).toBe('');
  });

  test('in the box, letters are letters', async () => {
    const page = await open();
    await press(page, '/ j k /');
    await expect.poll(() => page.inputValue('[type="search"]')).toBe('jk/');
    expect(await selected(page)).toEqual([]);
    await page.getByText('No backends match the filters.').waitFor();
  });

  test('Enter opens no row that the search hides', async () => {
    const page = await open();
    await press(page, 'j');
    await expect.poll(() => selected(page)).toEqual(['backend-0-2']);
    await press(page, '/');
    await page.keyboard.type('0-1');
    await expect.poll(() => rows(page)).toEqual(['backend-0-1']);
    await press(page, 'Enter Enter j Enter');
    await page.waitForSelector(opened('backend-0-1'));
    expect(query(page)).toBe('?search=0-1&backend=backend-0-1');
  });
});

describe('the status filter', () => {
  test('stands in the address, and is still there after Back', async () => {
    const page = await open();
    await page.getByRole('button', { name: /late$/ }).press('Enter');
    await expect.poll(() => rows(page)).toEqual(['backend-0-1']);
    expect(query(page)).toBe('?status=late');
    await page.getByRole('button', { name: /failed$/ }).press('Space');
    await expect.poll(() => rows(page)).toEqual(['backend-0-2', 'backend-0-1']);
    expect(query(page)).toBe('?status=failed,late');
    await page.click('[data-backend="backend-0-1"]');
    await page.waitForSelector(opened('backend-0-1'));
    await page.goBack();
    await expect.poll(() => rows(page)).toEqual(['backend-0-2', 'backend-0-1']);
    expect(query(page)).toBe('?status=failed,late');
  });

  test.each([
    ['?status=late', ['backend-0-1']],
    ['?status=installed,failed', ['backend-0-2', 'backend-0-0']],
    ['?status=late&search=0-1', ['backend-0-1']],
    ['?status=late&search=0-2', []],
    ['?status=on-fire', hosts],
    ['?status=', hosts],
  ])('of the address %s', async (address, expected) => {
    const page = await open(address);
    expect(await rows(page)).toEqual(expected);
  });
});
