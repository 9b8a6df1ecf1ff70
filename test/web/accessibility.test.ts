// No page that axe finds anything wrong with, in light and dark.
import { describe, expect, test } from 'vitest';
import { browsing } from './browsing.ts';
import { refusedHost, smallFleet, stoppedHosts } from './small-fleet.ts';
import { violations } from './violations.ts';

const open = browsing(smallFleet);
const pages: { what: string; address: string; key?: string }[] = [
  { what: 'the table', address: '' },
  { what: 'the table with a selected row', address: '', key: 'j' },
  { what: 'the table where nothing fits', address: '?search=n[' },
  { what: 'the help', address: '', key: '?' },
  { what: 'the grid', address: '?view=grid' },
  { what: 'the grid with a selected cell', address: '?view=grid', key: 'ArrowRight' },
  { what: 'the sources', address: '?view=sources' },
  { what: 'the wall', address: '?wall' },
  { what: 'a failed backend', address: `?backend=${refusedHost}` },
  { what: 'a late backend, with all lines', address: `?backend=${stoppedHosts[0]}`, key: 'e' },
  { what: 'the dialog of an action', address: `?backend=${refusedHost}`, key: 'a' },
  { what: 'the events', address: '?view=events' },
  { what: 'the events where nothing fits', address: '?view=events&search=n[' },
];

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each(pages)('$what', async ({ address, key }) => {
    const page = await open(address, { colorScheme });
    if (key !== undefined) await page.keyboard.press(key);
    expect(await violations(page)).toEqual([]);
  });
});
