import { describe, expect, it } from 'vitest';
import { statuses, type BackendStatus } from '../../../state-machines/vocabulary.ts';
import { countByStatus } from '../../../state-machines/view/urgency.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { idsOfNeedy, tableLines, type LineOptions } from '../../../web/fleet/table-lines.ts';
import { at, backend, summary, zeroMs } from '../views.ts';

const ofStatuses = (given: readonly BackendStatus[]) => given.map((status, i) => backend(`${status}-${i}`, { status }));

const plain: LineOptions = { sort: 'urgency', descending: false, held: null, nowMs: zeroMs };

/** `Needs you (2)` for a head, `Needs you (3), 1 new` where one waits, the id for a backend. */
const textsOf = (backends: readonly BackendSummary[], told: Partial<LineOptions> = {}): string[] =>
  tableLines(backends, { ...plain, ...told }).map((line) => {
    if (line.kind === 'backend') return line.backend.id;
    return `${line.title} (${line.count})${line.waiting > 0 ? `, ${line.waiting} new` : ''}`;
  });

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
  expect(textsOf(ofStatuses(given))).toEqual(lines);
});

it.each(statuses)('a backend that is %s has a line', (status) => {
  expect(textsOf(ofStatuses([status]))).toHaveLength(2);
});

it('counts every status, those that nobody has too', () => {
  expect(countByStatus(ofStatuses(['late', 'installed', 'late']))).toEqual({
    ...Object.fromEntries(statuses.map((status) => [status, 0])),
    late: 2,
    installed: 1,
  });
});

describe('somebody has in hand', () => {
  const signed = { by: 'anna', at: at(0), note: null };
  const late = { status: 'late' } as const;
  it.each([
    ['an acknowledged one', backend('b', { ...late, run: summary({ ...late, acknowledged: signed }) }), 'Acknowledged or muted (1)'],
    ['a muted one', backend('b', { ...late, muted: { ...signed, until: null } }), 'Acknowledged or muted (1)'],
    ['one that is muted for a while', backend('b', { ...late, muted: { ...signed, until: at(1) } }), 'Acknowledged or muted (1)'],
    ['one whose mute is over', backend('b', { ...late, muted: { ...signed, until: at(0) } }), 'Needs you (1)'],
  ])('%s', (_, given, head) => {
    expect(textsOf([given])).toEqual([head, 'b']);
  });
});

describe('while somebody reads', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => backend(id, { status: 'late' })) as [BackendSummary, BackendSummary, BackendSummary];
  const held = idsOfNeedy(tableLines([a, b], plain));

  it('new ones wait, and are counted', () => {
    expect(textsOf([a, b, c], { held })).toEqual(['Needs you (3), 1 new', 'a', 'b']);
  });
  it('a worse one keeps its place', () => {
    expect(textsOf([a, { ...b, status: 'failed' }], { held })).toEqual(['Needs you (2)', 'a', 'b']);
  });
  it('one that got well keeps its place, and stands nowhere else', () => {
    expect(textsOf([{ ...a, status: 'installed' }, b], { held })).toEqual(['Needs you (2)', 'a', 'b']);
  });
  it('one that is gone is gone', () => {
    expect(textsOf([b], { held })).toEqual(['Needs you (1)', 'b']);
  });
  it('the others move on', () => {
    expect(textsOf([a, backend('d', { status: 'installing' })], { held: ['a'] })).toEqual(['Needs you (1)', 'a', 'Installing (1)', 'd']);
  });
});
