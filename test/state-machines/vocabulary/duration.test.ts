import { expect, it } from 'vitest';
import { durationText, limitText } from '../../../state-machines/vocabulary/duration.ts';

it.each([
  [-5_000, '0 s', '0 s'],
  [999, '0 s', '0 s'],
  [45_000, '45 s', '45 s'],
  [59_999, '59 s', '59 s'],
  [60_000, '1 m 00 s', '1 m'],
  [125_000, '2 m 05 s', '2 m 05 s'],
  [3_600_000, '1 h 00 m', '1 h'],
  [3_780_000, '1 h 03 m', '1 h 03 m'],
  [86_400_000, '1 d 00 h', '1 d'],
  [273_600_000, '3 d 04 h', '3 d 04 h'],
])('%d ms is %s, as a limit %s', (ms, duration, limit) => {
  expect(durationText(ms)).toBe(duration);
  expect(limitText(ms)).toBe(limit);
});
