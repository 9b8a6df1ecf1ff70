import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerClock } from '../../../web/feed/server-clock.ts';
import { at, zeroMs } from '../views.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: zeroMs });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each([
  ['as this one', 0],
  ['a day ahead', 86_400],
  ['an hour behind', -3_600],
  ['half a second behind', -0.5],
])('a server whose clock is %s', (_, aheadSeconds) => {
  const clockOf = (): ServerClock => {
    const clock = new ServerClock(Date.now);
    clock.learn(at(aheadSeconds));
    return clock;
  };

  it('goes on from there', () => {
    const clock = clockOf();
    vi.advanceTimersByTime(1_250);
    expect(clock.now()).toBe(zeroMs + aheadSeconds * 1000 + 1_250);
  });

  it('ticks once a second, in its full seconds', () => {
    const clock = clockOf();
    const heard: number[] = [];
    const leave = clock.subscribe(() => heard.push(clock.second() - clock.now()));
    vi.advanceTimersByTime(3_100);
    leave();
    expect(heard).toEqual([-1, -1, -1]);
  });
});

it('believes the newest frame', () => {
  const clock = new ServerClock(Date.now);
  clock.learn(at(100));
  clock.learn(at(3));
  expect(clock.second()).toBe(zeroMs + 3_000);
});

it('keeps one timer however many listen, and none when nobody does', () => {
  const clock = new ServerClock(Date.now);
  expect(vi.getTimerCount()).toBe(0);
  const leave = [clock.subscribe(() => {}), clock.subscribe(() => {})];
  expect(vi.getTimerCount()).toBe(1);
  for (const each of leave) each();
  expect(vi.getTimerCount()).toBe(0);
  const again = clock.subscribe(() => {});
  expect(vi.getTimerCount()).toBe(1);
  again();
});

it('tells each listener until it leaves', () => {
  const clock = new ServerClock(Date.now);
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const leaveFirst = clock.subscribe(first);
  const leaveSecond = clock.subscribe(second);
  vi.advanceTimersByTime(1_001);
  leaveFirst();
  vi.advanceTimersByTime(1_000);
  leaveSecond();
  vi.advanceTimersByTime(5_000);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
});
