import { expect, it } from 'vitest';
import { reportOf, type ReportFacts } from '../../../../server/inputs/kadeploy/report.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const deployment = {
  user: 'root',
  done: false,
  error: false,
  start_time: startMs / 1000,
  environment: { name: 'debian-base', version: 1 },
};
const facts: ReportFacts = {
  id: 'kadeploy:D-1',
  wid: 'D-1',
  deployment,
  clusters: ['hercule', 'nova'],
  hasFailed: false,
  error: undefined,
  nowMs: startMs + 60_000,
  aheadMs: 0,
};

it('one that runs', () => {
  expect(reportOf(facts)).toEqual({
    id: 'kadeploy:D-1',
    workflow: 'kadeploy-3',
    reportedAt: '2026-11-24T12:01:00.000Z',
    title: 'debian-base:1 (D-1)',
    status: 'running',
    state: 'running',
    user: 'root',
    startedAt: '2026-11-24T12:00:00.000Z',
    endedAt: null,
    parameters: { environment: 'debian-base:1', clusters: 'hercule, nova' },
    order: 'parallel',
    stopOnFailure: false,
    error: null,
  });
});

it.each([
  ['well', { done: true }, false, { status: 'done', state: 'done' }],
  ['with a node that failed', { done: true }, true, { status: 'failed', state: 'done' }],
  ['as a whole in an error', { done: true, error: true }, false, { status: 'failed', state: 'error' }],
])('one that ended %s', (_, more, hasFailed, expected) => {
  const report = reportOf({ ...facts, deployment: { ...deployment, time: 188, ...more }, hasFailed });
  expect(report).toMatchObject({ ...expected, endedAt: '2026-11-24T12:03:08.000Z' });
});

it('times are ours, however far the server is ahead', () => {
  const report = reportOf({ ...facts, deployment: { ...deployment, done: true, time: 10 }, aheadMs: 30_000 });
  expect([report.startedAt, report.endedAt]).toEqual(['2026-11-24T11:59:30.000Z', '2026-11-24T11:59:40.000Z']);
});

it.each([
  [null, 'D-1', { clusters: 'hercule, nova' }],
  [{ name: '', version: 2 }, 'D-1', { clusters: 'hercule, nova' }],
  [{ name: 'own-image' }, 'own-image (D-1)', { environment: 'own-image', clusters: 'hercule, nova' }],
])('the environment %j', (environment, title, parameters) => {
  expect(reportOf({ ...facts, deployment: { ...deployment, environment } })).toMatchObject({ title, parameters });
});

it('why the whole failed', () => {
  expect(reportOf({ ...facts, error: 'no such image' }).error).toBe('no such image');
  expect(reportOf({ ...facts, error: '' }).error).toBeNull();
});
