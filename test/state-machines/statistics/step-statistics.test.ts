import { expect, it } from 'vitest';
import { nodeStatisticsOf, stepStatisticsOf, type CountedRun } from '../../../state-machines/statistics/step-statistics.ts';
import type { RunView, TryView } from '../../../state-machines/view/view.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 24) + seconds * 1000).toISOString();
const tried = (step: string, implementation: string, [from, to]: [number, number | null], more: Partial<TryView> = {}): TryView => ({
  step,
  implementation,
  number: 1,
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
  failed: null,
  ...more,
});
const run = (host: string, tries: TryView[], more: Partial<CountedRun> = {}): CountedRun =>
  ({ host, status: 'installed' as RunView['status'], endedAt: at(100), tries, ...more }) as CountedRun;

const fellBack = [tried('Boot', 'Kexec', [0, 60], { failed: 'Unreachable' }), tried('Boot', 'Hard', [60, 200], { number: 2 })];

it('macro steps by their implementations: tries, failures, retries, and how long those that succeed take', () => {
  const runs = [
    run('a', [tried('Set', 'Untrusted', [0, 100]), tried('Boot', 'Kexec', [100, 130])]),
    run('b', [tried('Set', 'Untrusted', [0, 120]), ...fellBack]),
    run('c', [tried('Set', 'Untrusted', [0, null])], { status: 'installing' }),
  ];
  expect(stepStatisticsOf(runs)).toEqual([
    {
      step: 'Set',
      implementation: 'Untrusted',
      group: null,
      tries: 3,
      failed: 0,
      retries: 0,
      seconds: { count: 2, median: 100, p95: 120 },
    },
    { step: 'Boot', implementation: 'Kexec', group: null, tries: 2, failed: 1, retries: 0, seconds: { count: 1, median: 30, p95: 30 } },
    { step: 'Boot', implementation: 'Hard', group: null, tries: 1, failed: 0, retries: 1, seconds: { count: 1, median: 140, p95: 140 } },
  ]);
});

it('apart by what runs are grouped by', () => {
  const runs = ['nova', 'hercule', 'nova'].map((group) => run('a', [tried('Set', 'Untrusted', [0, 10])], { group }));
  expect(stepStatisticsOf(runs).map(({ group, tries }) => [group, tries])).toEqual([
    ['nova', 2],
    ['hercule', 1],
  ]);
});

it('machines by how often they fail; what was ended by somebody, or is under way, does not count', () => {
  const runs = [
    run('good', [], {}),
    run('good', [], { status: 'waiting' }),
    run('bad', [], { status: 'failed', endedAt: null }),
    run('bad', [], {}),
    run('bad', [], { status: 'abandoned' }),
    run('new', [], { status: 'installing', endedAt: null }),
    run('new', [], { status: 'waiting', endedAt: null }),
  ];
  expect(nodeStatisticsOf(runs)).toEqual([
    { host: 'bad', runs: 2, failed: 1, failureRate: 0.5 },
    { host: 'good', runs: 2, failed: 0, failureRate: 0 },
  ]);
});

it('nothing is nothing', () => {
  expect([stepStatisticsOf([]), nodeStatisticsOf([])]).toEqual([[], []]);
});
