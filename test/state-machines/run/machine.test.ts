import { describe, expect, it } from 'vitest';
import { moveSnapshot } from '../../../state-machines/run/move-snapshot.ts';
import { nextStageIndex } from '../../../state-machines/run/run-clock.ts';
import { evidenceKept } from '../../../state-machines/run/run-updates.ts';
import type { MachineEvent, RunSnapshot } from '../../../state-machines/run/run-state.ts';
import { firstSnapshot, nextSnapshot } from '../../../state-machines/run/step.ts';
import type { RunStatus } from '../../../state-machines/vocabulary.ts';
import { parseWorkflow } from '../../../state-machines/workflow/workflow.ts';

const workflow = parseWorkflow(
  {
    name: 'small',
    stages: [
      { name: 'A', group: 'dhcp', limitSeconds: 10 },
      { name: 'Refused', group: 'dhcp', optional: true, healedBy: 'A' },
      { name: 'B', group: 'tftp', limitSeconds: 20 },
      { name: 'Maybe', group: 'tftp', optional: true },
      { name: 'C', group: 'profile', limitSeconds: 30 },
      { name: 'End', group: 'reboot', role: 'end', limitSeconds: 40 },
      { name: 'Hash', group: 'reboot', optional: true },
      { name: 'Held', group: 'installer', role: 'waiting' },
      { name: 'Stuck', group: 'installer', role: 'stalled' },
    ],
  },
  new Map(),
);

/** `B 7`, `B! 7`, `limit 7`, `superseded 7`, `abandon 7` or `install 7` (by hand), `extend 7` (by 60 seconds). */
function eventOf(text: string): MachineEvent {
  const [, name = '', error = '', second = ''] = /^(\w+)(!?) (\d+)$/.exec(text) ?? [];
  const atMs = Number(second) * 1000;
  if (name === 'limit') return { type: 'LIMIT_PASSED', nowMs: atMs };
  if (name === 'superseded') return { type: 'SUPERSEDED', atMs };
  if (name === 'abandon' || name === 'install') return { type: 'CLOSED', atMs, as: `${name}ed` };
  if (name === 'extend') return { type: 'EXTENDED', atMs, seconds: 60 };
  return {
    type: 'OBSERVED',
    stage: { name },
    error: error !== '',
    message: null,
    atMs,
    evidence: { source: 's', line: Number(second), offset: null, text },
  };
}

function play(events: string, from: RunSnapshot = firstSnapshot(workflow)): RunSnapshot {
  return (events === '' ? [] : events.split(', ')).reduce((snapshot, text) => nextSnapshot(workflow, snapshot, eventOf(text)), from);
}

const texts = (snapshot: RunSnapshot) =>
  Object.fromEntries(Object.entries(snapshot.context.records).map(([name, record]) => [name, `${record.status} ${record.atMs / 1000}`]));

/** How a run gets into each status. */
const into = {
  installing: 'A 0, B 5',
  late: 'A 0, B 5, limit 26',
  waiting: 'A 0, B 5, Held 6',
  stalled: 'A 0, B 5, Stuck 6',
  failed: 'A 0, B 5, C! 6',
  installed: 'A 0, B 5, End 6',
  abandoned: 'A 0, B 5, superseded 6',
} as const satisfies Record<RunStatus, string>;
const everyEvent = [
  'A 30',
  'B 30',
  'C 30',
  'Maybe 30',
  'C! 30',
  'B! 30',
  'Refused 30',
  'Held 30',
  'Stuck 30',
  'End 30',
  'End! 30',
  'Hash 30',
];
const everyClock = ['limit 30', 'superseded 30', 'Unknown 30'];
const byHand = ['abandon 30', 'install 30', 'extend 30'];

describe('the table of statuses', () => {
  const errors = { 'C! 30': 'failed', 'B! 30': 'failed', 'Refused 30': 'failed', 'End! 30': 'failed' };
  const holds = { 'Held 30': 'waiting', 'Stuck 30': 'stalled' };
  const closed = { 'abandon 30': 'abandoned', 'install 30': 'installed' };
  const progress = { 'C 30': 'installing', 'Maybe 30': 'installing', 'Hash 30': 'installing' };
  /** What each event makes of a run; what is not there leaves it where it is. */
  const to: Record<keyof typeof into, Record<string, string>> = {
    installing: { ...closed, 'limit 30': 'late', 'superseded 30': 'abandoned', ...errors, ...holds, 'End 30': 'installed' },
    late: {
      ...closed,
      'extend 30': 'installing',
      'C 30': 'installing',
      'Hash 30': 'installing',
      'superseded 30': 'abandoned',
      ...errors,
      ...holds,
      'End 30': 'installed',
    },
    waiting: { ...closed, ...progress, 'superseded 30': 'abandoned', ...errors, ...holds, 'End 30': 'installed' },
    stalled: { ...closed, ...progress, 'B 30': 'installing', 'superseded 30': 'abandoned', ...errors, ...holds, 'End 30': 'installed' },
    failed: { ...closed, 'C 30': 'installing', 'Hash 30': 'installing', ...holds, 'End 30': 'installed' },
    installed: {},
    abandoned: {},
  };
  const rows = Object.entries(into).flatMap(([from, events]) =>
    [...everyEvent, ...everyClock, ...byHand].map((event) => [from, event, to[from as keyof typeof into][event] ?? from, events] as const),
  );

  it.each(rows)('%s, %s: %s', (from, event, expected, events) => {
    const before = play(events);
    expect(before.value).toBe(from);
    expect(play(event, before).value).toBe(expected);
  });
});

describe('a stalled run', () => {
  it.each([
    ['hears more of the stage that it stalled at', 'B 7', 'installing', 27],
    ['hears of it late', 'B 6', 'stalled', null],
    ['hears of an earlier stage', 'A 7', 'stalled', null],
    ['hears an error of it', 'B! 7', 'failed', null],
  ])('%s', (_, event, status, deadlineSecond) => {
    const after = play(`${into.stalled}, ${event}`);
    expect(after.value).toBe(status);
    expect(after.context.deadlineMs).toBe(deadlineSecond === null ? null : deadlineSecond * 1000);
  });
});

describe('what must do nothing does nothing', () => {
  it.each([
    [into.installing, 'Unknown 7'],
    [into.installing, 'limit 25'],
    [into.late, 'limit 90'],
    [into.waiting, 'limit 90'],
    [into.waiting, 'extend 90'],
    [into.stalled, 'extend 90'],
    [into.stalled, 'Unknown 30'],
    [into.failed, 'extend 90'],
    [into.installed, 'extend 90'],
    [into.installed, 'abandon 90'],
    [into.abandoned, 'install 90'],
    [into.abandoned, 'extend 90'],
    [into.stalled, 'limit 90'],
    [into.failed, 'limit 90'],
    [into.installed, 'A 30'],
    [into.installed, 'End 30'],
    [into.installed, 'End! 30'],
    [into.installed, 'Held 30'],
    [into.installed, 'Stuck 30'],
    [into.installed, 'superseded 30'],
    [into.abandoned, 'C 30'],
    [into.abandoned, 'End 30'],
    [into.abandoned, 'superseded 30'],
    ['', 'limit 90'],
  ])('after %s: %s', (events, event) => {
    const before = play(events);
    const after = play(event, before);
    expect({ value: after.value, context: after.context }).toEqual({ value: before.value, context: before.context });
  });
});

describe('the deadline', () => {
  it.each([
    ['', null],
    ['A 0', 10],
    ['A 0, A 4', 10],
    ['A 0, B 5', 25],
    ['A 0, B 5, A 7', 25],
    ['A 0, B 5, Maybe 7', 25],
    ['A 0, B 5, extend 7', 85],
    ['A 0, B 5, extend 7, extend 8', 145],
    ['A 0, B 5, limit 26, extend 30', 90],
    ['A 0, B 5, extend 7, C 8', 38],
    ['A 0, C 5', 35],
    ['Maybe 7', 27],
    ['A 0, B 5, Held 6', null],
    ['A 0, B 5, Held 6, C 9', 39],
    ['A 0, B 5, Held 6, Maybe 9', 29],
    ['A 0, B 5, Stuck 6, C 9', 39],
    ['A 0, B 5, limit 26', null],
    ['A 0, B 5, limit 26, Maybe 27', null],
    ['A 0, B 5, limit 26, C 27', 57],
    ['A 0, Refused 2, A 9', 19],
    ['A 0, B 5, C! 6, C 9', 39],
    ['A 0, C 5, C! 6, C 90', 120],
    ['A 0, B 5, C 6, End 7', null],
    ['A 0, End 7, Hash 8', null],
    ['A 0, superseded 7', null],
  ])('after %j: %s', (events, second) => {
    expect(play(events).context.deadlineMs).toBe(second === null ? null : second * 1000);
  });
});

describe('the records', () => {
  it.each([
    ['A 0, B 5', { A: 'done 0', B: 'done 5' }],
    ['B 5, A 0', { A: 'done 0', B: 'done 5' }],
    ['A 3, A 1, A 9', { A: 'done 1' }],
    ['C! 5, C 9', { C: 'done 5' }],
    ['C 5, C! 9', { C: 'failed 5' }],
    ['Refused 2, A 3', { Refused: 'failed 2', A: 'done 3' }],
    ['A 0, limit 11', { A: 'done 0', B: 'late 10' }],
    ['A 0, limit 99, B 100', { A: 'done 0', B: 'done 100' }],
    ['A 0, limit 99, C 100', { A: 'done 0', C: 'done 100' }],
    ['A 0, limit 99, B! 100', { A: 'done 0', B: 'failed 100' }],
    ['A 0, limit 99, End 100', { A: 'done 0', End: 'done 100' }],
    ['A 0, B 1, limit 22, Maybe 30', { A: 'done 0', B: 'done 1', C: 'late 21', Maybe: 'done 30' }],
    ['A 0, limit 11, Refused 12, A 13', { A: 'done 0', Refused: 'failed 12' }],
    ['End 7, Hash 9', { End: 'done 7', Hash: 'done 9' }],
  ])('after %j', (events, expected) => {
    expect(texts(play(events))).toEqual(expected);
  });

  it('keep the first lines of a stage and the last ones, and count all', () => {
    const record = play(Array.from({ length: 9 }, (_, i) => `A ${i}`).join(', ')).context.records['A'];
    expect(record).toMatchObject({ count: 9, atMs: 0, lastAtMs: 8000 });
    expect(record?.evidence.map((evidence) => evidence.line)).toEqual([0, 6, 7, 8]);
    expect(record?.evidence).toHaveLength(evidenceKept.first + evidenceKept.last);
  });
});

describe('several errors', () => {
  it.each([
    ['C! 1, A 2', 'failed'],
    ['C! 1, Refused 2, A 3', 'failed'],
    ['C! 1, Refused 2, A 3, C 4', 'installing'],
    ['Refused 1, C! 2, A 3', 'failed'],
    ['Refused 1, C! 2, A 3, End 4', 'installed'],
    ['C! 1, C 2, Refused 3, A 4', 'installing'],
  ])('%s: %s', (events, status) => {
    expect(play(events).value).toBe(status);
  });
});

describe('the stage that must come next', () => {
  it.each([
    [-1, 'A'],
    [0, 'B'],
    [1, 'B'],
    [2, 'C'],
    [3, 'C'],
    [4, 'End'],
    [5, undefined],
  ])('after number %i: %s', (furthest, name) => {
    expect(workflow.stages[nextStageIndex(workflow.stages, furthest)]?.name).toBe(name);
  });
});

describe('a snapshot', () => {
  it('goes on where it was after a restart', () => {
    const restored = JSON.parse(JSON.stringify(play(into.late))) as RunSnapshot;
    expect(texts(play('C 30', restored))).toEqual(texts(play(`${into.late}, C 30`)));
  });

  it('moved to another workflow keeps its place by the names of what was done', () => {
    const other = parseWorkflow(
      { name: 'other', extends: 'small', stages: [{ name: 'A0', group: 'dhcp', before: 'A' }] },
      new Map([['small', workflow]]),
    );
    const moved = moveSnapshot(play('A 0, limit 11'), { to: other });
    expect(moved.context.furthest).toBe(1);
    expect(moved.value).toBe('late');
    expect(texts(moved)).toEqual({ A: 'done 0', B: 'late 10' });
  });
});
