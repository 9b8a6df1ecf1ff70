import { expect, it } from 'vitest';
import { Intake, type IntakeParts } from '../../../../server/http/installers/intake.ts';
import { Monitor } from '../../../../server/core/monitor.ts';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { declared } from '../../core/changes.ts';
import { keptLog } from '../../inputs/following/silent-log.ts';

const report = {
  sight: { kind: 'report', stage: 'SSH_Open', error: false, message: null },
  who: { host: 'backend-0-0' },
  text: '',
  source: 'x',
} as const;

function create(parts: Partial<IntakeParts> = {}, most = 3) {
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: [declared], outputs: [], log: keptLog().log });
  return { monitor, intake: new Intake({ monitor, history: undefined, nowMs: () => 0, ...parts }, most) };
}

it('takes as many as may wait, and asks the others to come again', async () => {
  const { monitor, intake } = create();
  const taken = [1, 2, 3].map(() => intake.take(report));
  expect(await intake.take(report)).toEqual({ why: expect.stringMatching(/too many reports are waiting/), retryAfterSeconds: 1 });
  const working = monitor.run();
  expect(await Promise.all(taken)).toEqual([null, null, null]);
  expect(await intake.take(report)).toBeNull();
  monitor.queue.close();
  await working;
});

it('keeps nobody waiting when the service ends', async () => {
  const { monitor, intake } = create();
  const taken = intake.take(report);
  monitor.queue.takeAll = () => Promise.reject(new Error('broken'));
  await expect(monitor.run()).rejects.toThrow('broken');
  expect(await taken).toMatchObject({ why: expect.stringMatching(/the service is shutting down/) });
});

it('takes nothing while the store can’t be written', async () => {
  const history = { recorder: { trouble: 'the disk is full' } } as unknown as IntakeParts['history'];
  expect(await create({ history }).intake.take(report)).toEqual({ why: 'nothing was stored: the disk is full', retryAfterSeconds: 30 });
});
