import { expect, it } from 'vitest';
import { newRun, newRunId } from '../../../state-machines/run/new-run.ts';
import { stageCalled, workflowCalled, zeroMs } from '../track/play-track.ts';

const workflow = workflowCalled('fai');
const event = {
  stage: stageCalled(workflow, 'DHCPDISCOVER'),
  workflow,
  error: false,
  message: null,
  atMs: zeroMs,
  receivedAtMs: zeroMs,
  evidence: null,
};
const begin = { id: 'backend-0-0@1', startedAtMs: zeroMs, provisional: true };

it('begins with nothing recorded, in the first round, under the workflow of its event', () => {
  const run = newRun(event, begin);
  expect(run).toMatchObject({ ...begin, status: 'installing', workflow, told: false, deployment: null, acknowledged: null, round: 1 });
  expect(run.snapshot.context).toMatchObject({ records: {}, furthest: -1, deadlineMs: null });
});

it('keeps what its event says of workflow and deployment', () => {
  expect(newRun({ ...event, told: true, deployment: 'D-1' }, begin)).toMatchObject({ told: true, deployment: 'D-1' });
});

const taken = (...ids: string[]) => ({ backendId: 'b', runs: ids.map((id) => newRun(event, { ...begin, id })) });

it('is named by its backend and its start, and counted where that name is taken', () => {
  expect(newRunId(taken(), zeroMs)).toBe('b@20261121T010500Z');
  expect(newRunId(taken('b@20261121T010500Z'), zeroMs)).toBe('b@20261121T010500Z-2');
  expect(newRunId(taken('b@20261121T010500Z', 'b@20261121T010500Z-2'), zeroMs)).toBe('b@20261121T010500Z-3');
});
