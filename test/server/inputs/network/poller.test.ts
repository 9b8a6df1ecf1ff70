import { expect, it, onTestFinished } from 'vitest';
import { ApiError } from '../../../../server/inputs/network/api-error.ts';
import { Poller, type PollerOptions } from '../../../../server/inputs/network/poller.ts';
import { Seen } from '../../core/seen.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);

function pollerOf(poll: PollerOptions['poll'], options: Partial<PollerOptions> = {}) {
  const troubles = new Seen<string | null>();
  const poller = new Poller({ poll, everyMs: 1_000, nowMs: () => nowMs, onTrouble: (trouble) => troubles.add(trouble), ...options });
  onTestFinished(() => poller.stop());
  return { poller, troubles };
}
const down = async (): Promise<void> => {
  throw new Error('nothing listens there');
};

it('an outage is told once, with its begin, and its end', async () => {
  let isDown = true;
  const { poller, troubles } = pollerOf(async () => (isDown ? down() : undefined));
  await poller.pollOnce();
  await poller.pollOnce();
  expect(poller.trouble).toBe('nothing listens there; since 2026-11-24T12:00:00.000Z');
  isDown = false;
  await poller.pollOnce();
  expect(troubles.all).toEqual(['nothing listens there; since 2026-11-24T12:00:00.000Z', null]);
  expect(poller).toMatchObject({ trouble: null, lastPollAtMs: nowMs, counters: { polls: 3, failedPolls: 2 } });
});

it.each([
  ['as short as chance makes it', 0, [1_000, 2_000, 4_000, 5_000, 5_000]],
  ['as long as chance makes it', 1, [2_000, 4_000, 8_000, 10_000, 10_000]],
])('the pause doubles up to the longest, %s, and is the usual one after a success', async (_, chance, pauses) => {
  let isDown = true;
  const { poller } = pollerOf(async () => (isDown ? down() : undefined), { longestMs: 10_000, random: () => chance });
  for (const pause of pauses) expect(await poller.pollOnce()).toBe(pause);
  isDown = false;
  expect(await poller.pollOnce()).toBe(1_000);
});

it.each([
  [30, 30_000],
  [86_400, 60_000],
])('a server that asks for %d seconds of rest gets them, up to the longest pause', async (seconds, expected) => {
  const busy = async (): Promise<void> => {
    throw new ApiError('busy', 'busy', { headers: { 'retry-after': String(seconds) } });
  };
  const { poller } = pollerOf(busy, { longestMs: 60_000, random: () => 0 });
  expect(await poller.pollOnce()).toBe(expected);
});

it('one round at a time, each after its pause', async () => {
  const rounds = new Seen<() => void>();
  const pauses = new Seen<{ ms: number; over: () => void }>();
  const { poller } = pollerOf(() => new Promise((resolve) => rounds.add(resolve)), {
    wait: (ms) => new Promise<void>((over) => pauses.add({ ms, over })),
  });
  poller.start();
  poller.start();
  const [first] = await rounds.count(1);
  expect(pauses.all).toHaveLength(0);
  first?.();
  const [pause] = await pauses.count(1);
  expect(pause?.ms).toBe(1_000);
  expect(rounds.all).toHaveLength(1);
  pause?.over();
  const [, second] = await rounds.count(2);
  second?.();
  (await pauses.count(2))[1]?.over();
  (await rounds.count(3))[2]?.();
  const stopped = poller.stop();
  (await pauses.count(3))[2]?.over();
  await stopped;
  expect(poller.counters.polls).toBe(3);
});

it('stopping ends the round that is under way, and tells no trouble of it', async () => {
  const begun = new Seen<void>();
  const { poller, troubles } = pollerOf(
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        begun.add();
      }),
  );
  poller.start();
  await begun.count(1);
  await poller.stop();
  await poller.stop();
  expect(poller.isStopped).toBe(true);
  expect(troubles.all).toEqual([]);
});
