// The heights of the table's lines.
import { expect, test } from 'vitest';
import { heightOf } from '../../../web/overview/row-height.ts';
import { tableLines } from '../../../web/fleet/table-lines.ts';
import { played, stories } from '../played.ts';
import { zeroMs } from '../views.ts';

const order = { sort: 'urgency', descending: false, held: null, nowMs: zeroMs } as const;

test.each([
  ['failed', false, [36, 56]],
  ['failed', true, [36, 112]],
  ['installing', false, [36, 32]],
  ['installing', true, [36, 54]],
] as const)('%s, narrow: %s: head and row are %j pixels', (story, narrow, heights) => {
  const lines = tableLines([played(stories[story]).backend], order);
  expect(lines.map((line) => heightOf(line, narrow))).toEqual(heights);
});
