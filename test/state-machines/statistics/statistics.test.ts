import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../state-machines/statistics/statistics.ts';
import type { RunView, StageView } from '../../../state-machines/view/view.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 21) + seconds * 1000).toISOString();
const stage = (name: string, seconds: number | null, status: StageView['status'] = 'done'): StageView => ({
  name,
  title: name,
  role: null,
  group: 'dhcp',
  step: null,
  status,
  at: seconds === null ? null : at(seconds),
  lastAt: null,
  count: 1,
  message: null,
  limitSeconds: null,
  optional: false,
  evidence: [],
});
const run = (status: RunView['status'], endSeconds: number | null, stages: StageView[]): RunView => ({
  id: 'a',
  workflow: 'w',
  startedAt: at(0),
  endedAt: endSeconds === null ? null : at(endSeconds),
  status,
  stage: null,
  stageAt: null,
  nextStage: null,
  deadline: null,
  lastHeardAt: at(0),
  message: null,
  since: at(0),
  hint: null,
  checks: [],
  acknowledged: null,
  deployment: null,
  tries: [],
  findings: [],
  stages,
});

describe('statistics', () => {
  it('are nothing of no runs', () => {
    expect(statisticsOf([])).toEqual([]);
  });

  it('count outcomes, and take the time of installed runs only', () => {
    const [own] = statisticsOf([
      run('installed', 60, []),
      run('installed', 100, []),
      run('failed', 9_000, []),
      run('installing', null, []),
    ]);
    expect(own).toMatchObject({
      workflow: 'w',
      runs: { installed: 2, failed: 1, installing: 1 },
      install: { count: 2, median: 60, p95: 100 },
    });
  });

  it('take the time of a stage since the one reached before it, whatever their order in the workflow', () => {
    const stages = [stage('A', 0), stage('B', 30), stage('C', 20), stage('D', null, 'skipped'), stage('E', 90, 'late')];
    const [own] = statisticsOf([run('late', null, stages)]);
    expect(own?.stages).toEqual([
      { stage: 'B', count: 1, median: 10, p95: 10, failed: 0, late: 0 },
      { stage: 'C', count: 1, median: 20, p95: 20, failed: 0, late: 0 },
    ]);
  });

  it('name the failures of a stage', () => {
    const [own] = statisticsOf([
      run('failed', null, [stage('A', 0), stage('B', 30, 'failed')]),
      run('installed', 50, [stage('A', 0), stage('B', 10)]),
    ]);
    expect(own?.stages).toEqual([{ stage: 'B', count: 2, median: 10, p95: 30, failed: 1, late: 0 }]);
  });
});
