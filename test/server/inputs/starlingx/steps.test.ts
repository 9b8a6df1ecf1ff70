import { beforeEach, describe, expect, it } from 'vitest';
import { StepChanges, type Look } from '../../../../server/inputs/starlingx/steps.ts';
import type { StepFacts } from '../../../../server/inputs/starlingx/facts.ts';
import { createdMs, minutes, stepOf } from './looks.ts';

const evidence = { source: 'dcmanager', line: null, offset: null, text: 'a row' };
let changes: StepChanges;
beforeEach(() => {
  changes = new StepChanges();
});

/** What a look so many minutes after the strategy was created tells: minute, subcloud, state. */
function take(minute: number, steps: readonly StepFacts[], more: Partial<Look> = {}): string[] {
  const look = { deployment: 'd', type: 'sw-deploy', atMs: minutes(minute), receivedAtMs: minutes(minute), aheadMs: 0, ...more };
  return changes
    .take(
      steps.map((step) => ({ step, evidence })),
      look,
    )
    .map(({ observedAtMs, who, sight }) => {
      const what =
        sight.kind === 'event'
          ? `${sight.name.replace(/^starlingx\/[^/]+\//, '')}${sight.error ? ` ✖ ${sight.text}` : ''}`
          : `"${sight.kind === 'text' ? sight.text : ''}"`;
      return `${(observedAtMs - createdMs) / 60_000} ${who.host} ${what}`;
    });
}

it('a step that is not begun says nothing', () => {
  expect(take(1, [stepOf('subcloud-1', 'initial')])).toEqual([]);
  expect(take(2, [stepOf('subcloud-1', 'aborted')])).toEqual([]);
});

it('each new state is told once; the first at its own time, others when they were seen', () => {
  expect(take(3, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })])).toEqual(['2 subcloud-1 sw-deploy pre-check']);
  expect(take(4, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })])).toEqual([]);
  expect(take(5, [stepOf('subcloud-1', 'apply VIM sw-deploy strategy', { from: 2 })])).toEqual([
    '5 subcloud-1 apply VIM sw-deploy strategy',
  ]);
  expect(take(9, [stepOf('subcloud-1', 'complete', { from: 2, to: 8 })])).toEqual(['8 subcloud-1 complete']);
});

it('one that was first seen further on has its begin all the same, and its words', () => {
  const step = stepOf('subcloud-1', 'apply VIM sw-deploy strategy', { from: 2, details: '(apply) 10%' });
  expect(take(5, [step])).toEqual([
    '2 subcloud-1 sw-deploy pre-check',
    '5 subcloud-1 apply VIM sw-deploy strategy',
    '5 subcloud-1 "(apply) 10%"',
  ]);
  expect(take(6, [{ ...step, details: '(apply) 20%' }])).toEqual(['6 subcloud-1 "(apply) 20%"']);
});

it('all are told oldest first, with deployment and evidence', () => {
  const steps = [stepOf('subcloud-1', 'complete', { from: 2, to: 5 }), stepOf('subcloud-2', 'complete', { from: 1, to: 4 })];
  expect(take(9, steps)).toEqual([
    '1 subcloud-2 sw-deploy pre-check',
    '2 subcloud-1 sw-deploy pre-check',
    '4 subcloud-2 complete',
    '5 subcloud-1 complete',
  ]);
  const look = { deployment: 'd', type: 'sw-deploy', atMs: 1, receivedAtMs: 2, aheadMs: 0 };
  expect(new StepChanges().take([{ step: steps[0] as StepFacts, evidence }], look)[0]).toMatchObject({
    deployment: 'd',
    receivedAtMs: 2,
    evidence,
  });
});

describe('a failure', () => {
  it.each([
    [
      'is of the state that it names',
      'apply VIM sw-deploy strategy: no space',
      'apply VIM sw-deploy strategy ✖ apply VIM sw-deploy strategy: no space',
    ],
    ['else of the one that it was in', 'no space', 'create VIM sw-deploy strategy ✖ no space'],
  ])('%s', (_, details, expected) => {
    take(3, [stepOf('subcloud-1', 'create VIM sw-deploy strategy', { from: 2 })]);
    expect(take(9, [stepOf('subcloud-1', 'failed', { from: 2, to: 8, details })])).toEqual([`8 subcloud-1 ${expected}`]);
  });

  it('before anything was begun is of the first state', () => {
    expect(take(3, [stepOf('subcloud-1', 'failed', { to: 2 })])).toEqual(['2 subcloud-1 sw-deploy pre-check ✖ failed']);
  });
});

it('one that was aborted on its way is told', () => {
  take(3, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })]);
  expect(take(9, [stepOf('subcloud-1', 'aborted', { from: 2, to: 8 })])).toEqual(['8 subcloud-1 aborted']);
});

it('its times are taken back by what the controller is ahead', () => {
  expect(take(3, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })], { aheadMs: 60_000 })).toEqual([
    '1 subcloud-1 sw-deploy pre-check',
  ]);
});

it('goes on from what it remembers', () => {
  take(3, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })]);
  changes = new StepChanges(JSON.parse(JSON.stringify(changes.memory)));
  expect(changes.steps.map(({ cloud, state }) => [cloud, state])).toEqual([['subcloud-1', 'sw-deploy pre-check']]);
  expect(take(4, [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 })])).toEqual([]);
});
