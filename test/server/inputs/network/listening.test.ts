import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Listening, type ListeningOptions } from '../../../../server/inputs/network/listening.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failure = (code?: string): Error => Object.assign(new Error('words of Node'), { code });
const inUse = 'cannot listen on UDP port 5000: another program listens there; stop it, or set another port';

/** A port that can be opened once `failures` are used up. */
function create(failures: Error[], more: Partial<ListeningOptions> = {}) {
  const troubles: (string | null)[] = [];
  let opened = 0;
  const open = async (): Promise<void> => {
    opened++;
    const error = failures.shift();
    if (error) throw error;
  };
  const listening = new Listening({ what: 'UDP port 5000', open, onTrouble: (trouble) => troubles.push(trouble), ...more });
  return { listening, troubles, opened: () => opened };
}

it('a port that can be opened has no trouble', async () => {
  const { listening, troubles } = create([]);
  expect(listening.trouble).toBe('not listening yet');
  await listening.start();
  expect([listening.trouble, troubles]).toEqual([null, [null]]);
});

it.each([
  ['EADDRINUSE', /another program listens there/],
  ['EACCES', /CAP_NET_BIND_SERVICE/],
  ['EADDRNOTAVAIL', /does not have that address/],
  ['ESOMETHING', /words of Node/],
  [undefined, /words of Node/],
])('%s is told', async (code, words) => {
  const { listening } = create([failure(code)]);
  await listening.start();
  expect(listening.trouble).toMatch(/^cannot listen on UDP port 5000: /);
  expect(listening.trouble).toMatch(words);
});

it.each([
  ['five seconds', undefined, 5_000],
  ['what the options say', 70, 70],
])('is tried again after %s until it can be opened, and told once', async (_, retryMs, pauseMs) => {
  const { listening, troubles, opened } = create([failure('EADDRINUSE'), failure('EADDRINUSE')], { retryMs });
  await listening.start();
  await vi.advanceTimersByTimeAsync(pauseMs - 1);
  expect(opened()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(opened()).toBe(2);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect([opened(), listening.trouble, troubles]).toEqual([3, null, [inUse, null]]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened()).toBe(3);
});

it('a port that was closed under it is opened again', async () => {
  const { listening, troubles } = create([]);
  await listening.start();
  listening.fail(failure('ENETDOWN'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(troubles).toEqual([null, 'cannot listen on UDP port 5000: words of Node', null]);
});

describe('once stopped', () => {
  it('is not tried again', async () => {
    const { listening, opened } = create([failure('EADDRINUSE')]);
    await listening.start();
    listening.stop();
    // A timer would keep the process from ending.
    expect(vi.getTimerCount()).toBe(0);
    await listening.start();
    expect(opened()).toBe(1);
  });

  it('nothing is told any more', async () => {
    const { listening, troubles } = create([]);
    listening.stop();
    listening.fail(failure('EADDRINUSE'));
    expect([troubles, vi.getTimerCount()]).toEqual([[], 0]);
  });
});
