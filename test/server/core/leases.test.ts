import { beforeEach, describe, expect, it } from 'vitest';
import { Leases } from '../../../server/core/leases.ts';

const ip = '10.1.1.200';
let leases: Leases<string>;
beforeEach(() => {
  leases = new Leases();
});
/** Whose the address was at that second, by an earlier lease. */
const earlier = (second: number) => leases.earlier(ip, second * 1000)?.owner;
const give = (owner: string | undefined, second: number, before?: string) => leases.give(ip, { atMs: second * 1000, owner }, before);

describe('the leases of an address', () => {
  it('tell whose it was, until the second of the last one', () => {
    give('a', 100);
    give('b', 200.7);
    expect([50, 100, 199, 200, 300].map(earlier)).toEqual([undefined, 'a', 'a', undefined, undefined]);
  });

  it('begin with whose it was before', () => {
    give('b', 200, 'a');
    expect([0, 199, 200].map(earlier)).toEqual(['a', 'a', undefined]);
  });

  it('of one machine again and again are one', () => {
    give('a', 100);
    for (const second of [110, 120, 130, 140, 150]) give('b', second);
    expect([99, 100, 109, 145].map(earlier)).toEqual([undefined, 'a', 'a', undefined]);
  });

  it('may be those of a machine that is none of ours', () => {
    give(undefined, 100, 'a');
    give('b', 200);
    expect([99, 150].map((second) => leases.earlier(ip, second * 1000))).toEqual([
      { atMs: -Infinity, owner: 'a' },
      { atMs: 100_000, owner: undefined },
    ]);
  });

  it('are told late: that changes the past only', () => {
    give('a', 100);
    give('c', 300);
    expect(give('b', 200)).toBe(false);
    expect([150, 250, 300].map(earlier)).toEqual(['a', 'b', undefined]);
    expect(leases.last(ip)?.owner).toBe('c');
  });

  it('that are an hour older than the last are by a clock that was set back', () => {
    give('a', 10_000);
    expect(give('b', 6_400)).toBe(true);
    expect([6_399, 6_400, 10_000].map(earlier)).toEqual([undefined, undefined, undefined]);
    expect(leases.last(ip)?.owner).toBe('b');
  });

  it('move along with a clock that is set', () => {
    give('a', 100);
    give('b', 200);
    leases.shift(1_000_000);
    expect([1_100, 1_199, 1_200].map(earlier)).toEqual(['a', 'a', undefined]);
  });

  it('follow a machine that turns out to be another', () => {
    give('a', 100);
    give('b', 200);
    leases.replace('a', 'x');
    expect(earlier(150)).toBe('x');
  });
});
