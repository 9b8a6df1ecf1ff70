// The lines of the table for the current time.
import { expect, test } from 'vitest';
import { useTableLines } from '../../../web/overview/use-table-lines.ts';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at } from '../views.ts';

const muted = { by: 'anna', at: at(0), until: at(60), note: null };
const backends = [{ ...played(stories.failed).backend, muted }];

function Heads() {
  const lines = useTableLines(backends, { sort: 'urgency', descending: false }, null);
  return lines.flatMap((line) => (line.kind === 'head' ? [line.title] : [])).join();
}

test.each([
  [50, 'Acknowledged or muted'],
  [70, 'Needs you'],
])('at second %s: %s', (nowSecond, title) => {
  expect(words(<Heads />, { nowSecond })).toBe(title);
});
