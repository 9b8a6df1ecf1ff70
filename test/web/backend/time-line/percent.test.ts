// Where a moment lies on the strip.
import { expect, test } from 'vitest';
import { percent } from '../../../../web/backend/time-line/percent.ts';

test.each([
  [1_000, '0.000%'],
  [2_000, '25.000%'],
  [5_000, '100.000%'],
])('%s ms of 1000 to 5000: %s', (atMs, expected) => {
  expect(percent({ fromMs: 1_000, toMs: 5_000 }, atMs)).toBe(expected);
});
