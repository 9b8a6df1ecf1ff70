// The head of a group of rows.
import { expect, test } from 'vitest';
import { columns } from '../../../web/overview/column-heads.tsx';
import { GroupHead } from '../../../web/overview/group-head.tsx';
import { buttons, drawn, words } from '../drawn.tsx';

const head = (waiting: number) => (
  <GroupHead line={{ kind: 'head', urgency: 'needs you', title: 'Needs you', count: 1_204, waiting }} rowIndex={2} onRelease={() => {}} />
);

test('title and count, over all columns', () => {
  expect(words(head(0))).toBe('Needs you (1,204)');
  expect(drawn(head(0))).toContain(`aria-colspan="${columns.length}"`);
  expect(buttons(drawn(head(0)))).toEqual([]);
});

test('rows that wait are offered', () => {
  expect(buttons(drawn(head(3)))).toEqual(['3 new']);
});
