import { beforeEach, describe, expect, it } from 'vitest';
import { isSilent, type Reading } from '../../../../server/core/queue.ts';
import { StrategyFollower, strategyMemorySchema, type Known } from '../../../../server/inputs/starlingx/strategy.ts';
import type { StepFacts } from '../../../../server/inputs/starlingx/facts.ts';
import { minutes, stepOf, strategyOf, subcloudOf } from './looks.ts';

const evidence = { source: 'dcmanager', line: null, offset: null, text: 'a row' };
const knownAt = (minute: number): Known => ({ subclouds: [], atMs: minutes(minute), receivedAtMs: minutes(minute), aheadMs: 0 });
const running = stepOf('subcloud-1', 'apply VIM sw-deploy strategy', { from: 2 });
let follower: StrategyFollower;
beforeEach(() => {
  follower = new StrategyFollower(strategyOf());
});

const take = (minute: number, ...steps: StepFacts[]): Reading =>
  follower.take(
    steps.map((step) => ({ step, evidence })),
    knownAt(minute),
  );
const wordsOf = ({ observations }: Reading): string[] =>
  observations.map(({ who, sight }) => `${who.host} ${sight.kind === 'event' ? `${sight.name} ${sight.part ?? ''}`.trim() : sight.kind}`);

it('reports when something is new, and only then', () => {
  expect(take(3, running).report).toMatchObject({ status: 'running', members: [{ backend: 'subcloud-1' }] });
  expect(isSilent(take(4, running))).toBe(true);
  follower.see(strategyOf({ state: 'complete' }));
  expect(take(5, stepOf('subcloud-1', 'complete', { from: 2, to: 4 })).report).toMatchObject({ status: 'done' });
});

it.each([
  ['the same', strategyOf(), true],
  ['in another state', strategyOf({ state: 'complete' }), true],
  ['of another type', strategyOf({ type: 'prestage' }), false],
  ['created at another time', strategyOf({ 'created-at': '2024-11-07 00:00:00' }), false],
  ['none', null, false],
])('is it %s?', (_, found, expected) => {
  expect(follower.isOf(found)).toBe(expected);
});

it('keeps what it knows when a shorter table has less', () => {
  follower.see(strategyOf({ 'created-at': null, 'extra-args': { force: true }, state: 'failed' }));
  expect(follower.memory.facts).toMatchObject({
    createdAtMs: strategyOf().createdAtMs,
    arguments: { release_id: 'starlingx-10.0.1', force: 'true' },
  });
  expect(follower.state).toBe('failed');
});

it('keeps the batches that it has seen', () => {
  const [first, second] = [stepOf('subcloud-1', 'initial'), { ...stepOf('subcloud-2', 'initial'), stage: '2' }];
  take(1, first, second);
  const { report } = take(3, { ...running, stage: 'Apply' }, { ...second, stage: 'Create' });
  expect(report?.members?.map(({ batch }) => batch)).toEqual(['1', '2']);
});

describe('deleted before anybody looked again', () => {
  beforeEach(() => void take(3, running));

  it('the subcloud tells how it ended', () => {
    const endpoint_sync_status = [{ endpoint_type: 'software', sync_status: 'in-sync' }];
    const news = follower.finish([{ subcloud: subcloudOf('subcloud-1', { endpoint_sync_status }), evidence }], knownAt(9));
    expect(wordsOf(news)).toEqual(['subcloud-1 starlingx/sw-deploy/complete']);
    expect(news.report).toMatchObject({ status: 'done', state: 'deleted', members: [{ status: 'done' }] });
  });

  it.each([
    ['that it does not tell', [{ subcloud: subcloudOf('subcloud-1'), evidence }]],
    ['that is gone', []],
  ])('one %s is lost', (_, subclouds) => {
    const news = follower.finish(subclouds, knownAt(9));
    expect(wordsOf(news)).toEqual(['subcloud-1 starlingx/sw-deploy/deleted abandoned']);
    expect(news.report).toMatchObject({ status: 'lost', members: [{ status: 'running' }] });
  });
});

it('goes on after a restart from plain data', () => {
  take(3, running);
  const memory = strategyMemorySchema.parse(JSON.parse(JSON.stringify(follower.memory)));
  follower = StrategyFollower.from(memory);
  expect(follower.memory).toEqual(memory);
  expect(take(4, running).observations).toEqual([]);
});
