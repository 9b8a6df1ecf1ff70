import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../state-machines/view/view.ts';
import { compareRuns, slowestOf, type ComparedCell } from '../../../web/run/comparison.ts';
import { at, reached, run, stage } from '../views.ts';

/** A run that began `startSecond` seconds after zero, and came to A, B, C … after so many seconds each. */
function timed(startSecond: number, ...waits: number[]): RunView {
  let second = startSecond;
  const stages = waits.map((wait, i) => reached('ABCDEFG'.charAt(i), (second += wait)));
  return run({ id: `at ${startSecond}`, startedAt: at(startSecond), endedAt: at(second), status: 'installed', stages });
}

function cellText({ status, tookMs, differenceMs, slower }: ComparedCell): string {
  const difference = differenceMs === null ? '' : ` ${differenceMs / 1000}`;
  return `${status} ${tookMs === null ? '-' : tookMs / 1000}${difference}${slower ? ' slower' : ''}`;
}

function linesOf(...runs: RunView[]): string[] {
  return compareRuns(runs).stages.map(({ name, cells }) => [name, ...cells.map(cellText)].join(' | '));
}

describe('side by side', () => {
  it('the oldest is the measure, whatever the order they are named in', () => {
    expect(linesOf(timed(100, 0, 9), timed(0, 0, 4))).toEqual(['A | done - | done -', 'B | done 4 | done 9 5 slower']);
  });

  it('a second says nothing, and what was quicker is not marked', () => {
    expect(linesOf(timed(0, 0, 4, 4), timed(100, 0, 5, 1)).slice(1)).toEqual(['B | done 4 | done 5 1', 'C | done 4 | done 1 -3']);
  });

  it('marks the three stages at which a run lost most', () => {
    const lines = linesOf(timed(0, 0, 1, 1, 1, 1), timed(100, 0, 5, 3, 9, 4));
    expect(lines.filter((line) => line.endsWith('slower')).map((line) => line.charAt(0))).toEqual(['B', 'D', 'E']);
  });

  it('leaves out what came in none, and says where a workflow has no such stage', () => {
    const other = run({ id: 'x', startedAt: at(100), stages: [reached('A', 100), stage('Never'), reached('Own', 103)] });
    expect(linesOf(timed(0, 0, 4), other)).toEqual(['A | done - | done -', 'Own | absent - | done 3', 'B | done 4 | absent -']);
  });

  it('a stage that is only late has taken no time', () => {
    const late = run({
      id: 'x',
      startedAt: at(100),
      stages: [reached('A', 100, { limitSeconds: 9 }), stage('B', { status: 'late', at: at(109) })],
    });
    expect(linesOf(timed(0, 0, 4), late)[1]).toBe('B | done 4 | late -');
  });
});

it('tells in all how long they took, and where the time went, the worst first', () => {
  const comparison = compareRuns([timed(0, 0, 4, 4), timed(100, 0, 7, 30), run({ id: 'open', startedAt: at(200) })]);
  expect(comparison.totalsMs).toEqual([8_000, 37_000, null]);
  expect(slowestOf(comparison, 1).map(({ name, differenceMs }) => `${name} ${differenceMs / 1000}`)).toEqual(['C 26', 'B 3']);
  expect(slowestOf(comparison, 0)).toEqual([]);
});
