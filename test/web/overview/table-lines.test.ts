import { expect, it } from 'vitest';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';
import { countByStatus, statuses } from '../../../state-machines/urgency.ts';
import { tableLines } from '../../../web/overview/table-lines.ts';
import { backend } from '../views.ts';

const ofStatuses = (given: readonly BackendStatus[]) => given.map((status, i) => backend(`${status}-${i}`, { status }));

/** `Needs you (2)` for a head, the id for a backend. */
const textsOf = (given: readonly BackendStatus[]): string[] =>
  tableLines(ofStatuses(given)).map((line) => (line.kind === 'head' ? `${line.title} (${line.count})` : line.backend.id));

it.each<[BackendStatus[], string[]]>([
  [[], []],
  [['installed'], ['Others (1)', 'installed-0']],
  [
    ['installing', 'waiting'],
    ['Installing (2)', 'waiting-1', 'installing-0'],
  ],
  [
    ['late', 'installed', 'failed', 'stalled', 'failed'],
    ['Needs you (4)', 'failed-2', 'failed-4', 'stalled-3', 'late-0', 'Others (1)', 'installed-1'],
  ],
  [
    ['idle', 'abandoned', 'installing', 'installed'],
    ['Installing (1)', 'installing-2', 'Others (3)', 'installed-3', 'abandoned-1', 'idle-0'],
  ],
])('%j, most urgent first, of one status in the order given', (given, lines) => {
  expect(textsOf(given)).toEqual(lines);
});

it.each(statuses)('a backend that is %s has a line', (status) => {
  expect(textsOf([status])).toHaveLength(2);
});

it('counts every status, those that nobody has too', () => {
  expect(countByStatus(ofStatuses(['late', 'installed', 'late']))).toEqual({
    ...Object.fromEntries(statuses.map((status) => [status, 0])),
    late: 2,
    installed: 1,
  });
});
