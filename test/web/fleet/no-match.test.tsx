// A view whose filters match nothing.
import { expect, test } from 'vitest';
import { NoMatch } from '../../../web/fleet/no-match.tsx';
import { buttons, drawn, words } from '../drawn.tsx';

test.each([
  ['?status=late', 'No backends match the filters. Show all'],
  ['?search=n1', 'No backends match the filters. Show all'],
  ['?search=n[1-2]', 'No backends match the filters. A node set matches exact names only. No backend has one of these names. Show all'],
  ['?search=n[1', 'No backends match the filters. The search is not a valid node set: "n[1" has an unmatched bracket. Show all'],
])('%s', (address, text) => {
  expect(words(<NoMatch />, { address })).toBe(text);
});

test('offers the way back', () => {
  expect(buttons(drawn(<NoMatch />))).toEqual(['Show all']);
});
