import { describe, expect, it } from 'vitest';
import { backOffMs, silenceLimitMs } from '../../../web/feed/back-off.ts';

describe('the wait before try number', () => {
  it.each([
    [0, 250, 500],
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [4, 4_000, 8_000],
    [5, 5_000, 10_000],
    [6, 5_000, 10_000],
    [5_000, 5_000, 10_000],
  ])('%i is between %i and %i ms', (attempt, shortest, longest) => {
    expect([backOffMs(attempt, 0), backOffMs(attempt, 1)]).toEqual([shortest, longest]);
  });
});

describe('how long a connection may be silent at try number', () => {
  it.each([
    [-1, 15_000],
    [0, 15_000],
    [1, 30_000],
    [3, 120_000],
    [4, 120_000],
    [5_000, 120_000],
  ])('%i: %i ms', (attempt, ms) => {
    expect(silenceLimitMs(attempt)).toBe(ms);
  });
});
