import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { QueueItem } from '../../../server/core/queue.ts';
import { graceMs, LimitClock } from '../../../server/service/limit-clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says how far time has got, a little behind', async () => {
  const pushed: QueueItem[] = [];
  let nowMs = 100_000;
  const clock = new LimitClock(
    () => nowMs,
    () => nowMs,
  );
  clock.start(async (item) => void pushed.push(item));
  await vi.advanceTimersByTimeAsync(250);
  nowMs = 100_250;
  await vi.advanceTimersByTimeAsync(250);
  clock.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pushed).toEqual([
    { kind: 'time', nowMs: 100_000 - graceMs },
    { kind: 'time', nowMs: 100_250 - graceMs },
  ]);
});

it('tells a limit when it passes, not at the next look', async () => {
  vi.setSystemTime(100_000);
  const pushed: QueueItem[] = [];
  const clock = new LimitClock(Date.now, Date.now, () => 100_040 - graceMs);
  clock.start(async (item) => void pushed.push(item));
  await vi.advanceTimersByTimeAsync(41);
  clock.stop();
  expect(pushed).toEqual([{ kind: 'time', nowMs: 100_041 - graceMs }]);
});

it('waits while the queue is full', async () => {
  let pushes = 0;
  let release: (() => void) | undefined;
  const clock = new LimitClock(
    () => 0,
    () => 0,
  );
  clock.start(async () => {
    pushes++;
    await new Promise<void>((resolve) => (release = resolve));
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(pushes).toBe(1);
  release?.();
  await vi.advanceTimersByTimeAsync(250);
  expect(pushes).toBe(2);
  clock.stop();
});

it('tells that the clock was set, in whole milliseconds, before the time that it was set to', async () => {
  const pushed: QueueItem[] = [];
  let nowMs = 100_000;
  let steadyMs = 5_000.123;
  const clock = new LimitClock(
    () => nowMs,
    () => steadyMs,
  );
  clock.start(async (item) => void pushed.push(item));
  const pass = async (ms: number, setByMs = 0): Promise<void> => {
    nowMs += ms + setByMs;
    steadyMs += ms + 0.0417;
    await vi.advanceTimersByTimeAsync(250);
  };
  await pass(250);
  await pass(30_000);
  await pass(250, 3_600_000);
  await pass(250, -10_000);
  await pass(250, 500);
  clock.stop();
  expect(pushed.map((item) => (item.kind === 'clock-step' ? item.byMs : item.kind))).toEqual([
    'time',
    'time',
    3_600_000,
    'time',
    -10_000,
    'time',
    'time',
  ]);
});
