// Moving the selection through the rows of the table.
import { expect, test } from 'vitest';
import { tableLines } from '../../../web/fleet/table-lines.ts';
import { indexOfBackend, nextRow } from '../../../web/overview/use-selection.ts';
import { played, stories } from '../played.ts';
import { backend, zeroMs } from '../views.ts';

const lines = tableLines([played(stories.failed, 'n1').backend, backend('n2'), backend('n3')], {
  sort: 'urgency',
  descending: false,
  held: null,
  nowMs: zeroMs,
});
const idAt = (index: number): string => {
  const line = lines[index];
  return line?.kind === 'backend' ? line.backend.id : 'none';
};

test.each([
  [null, 1, 'n1'],
  [null, -1, 'n1'],
  ['n1', 1, 'n2'],
  ['n2', -1, 'n1'],
  ['n2', 1, 'n3'],
  ['n3', 1, 'n3'],
  ['n1', -1, 'n1'],
  ['gone', 1, 'n1'],
] as const)('from %s by %s to %s, past the heads', (selected, step, expected) => {
  expect(idAt(nextRow(lines, selected, step))).toBe(expected);
});

test('of no rows there is none', () => {
  expect(nextRow([], null, 1)).toBe(-1);
  expect(indexOfBackend(lines, null)).toBe(-1);
});
