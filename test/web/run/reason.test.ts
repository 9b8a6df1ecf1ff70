// The stage that keeps a run from being well, and its log line.
import { expect, test } from 'vitest';
import { reasonedRun, troubledStage } from '../../../web/run/reason.ts';
import { played, stories } from '../played.ts';
import { at, line, reached, run, stage } from '../views.ts';

test.each([
  ['failed', 'Profile_XML_Sent'],
  ['late', undefined],
  ['installing', undefined],
] as const)('of a run that is %s: %s', (story, name) => {
  expect(troubledStage(played(stories[story]).run)?.name).toBe(name);
});

test.each([
  ['stalled', 'stalled'],
  ['waiting', 'waiting'],
  ['waiting', 'held'],
] as const)('of a %s run: the stage with the role %s', (status, role) => {
  const stages = [reached('A', 1), reached('Pause', 2, { role }), stage('B')];
  expect(troubledStage(run({ status, stages }))?.name).toBe('Pause');
});

test('an abandoned run keeps its last line', () => {
  const stages = [reached('A', 1, { evidence: [line('first')] }), reached('B', 5, { evidence: [line('last')] })];
  expect(reasonedRun(run({ status: 'abandoned', endedAt: at(9), stages })).evidence?.text).toBe('last');
  expect(reasonedRun(run({ status: 'installed', endedAt: at(9), stages })).evidence).toBeNull();
});
