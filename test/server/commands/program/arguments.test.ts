import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { positive, rate, seconds, time, wholeNumber } from '../../../../server/commands/program/arguments.ts';

it.each([
  ['90s', 90],
  ['30m', 1_800],
  ['2h', 7_200],
  ['1d', 86_400],
])('a span of %s is %d seconds', (text, value) => {
  expect(seconds(text)).toBe(value);
});

it('a time is ISO 8601; a date alone is midnight UTC', () => {
  expect(time('2026-11-24T06:00Z').toISOString()).toBe('2026-11-24T06:00:00.000Z');
  expect(time('2026-11-24').toISOString()).toBe('2026-11-24T00:00:00.000Z');
});

it('numbers', () => {
  expect([wholeNumber('2026'), positive('0.5'), rate('0'), rate('1')]).toEqual([2026, 0.5, 0, 1]);
});

it.each([
  [seconds, ['90', '1w', '-5s', '1234567s', '']],
  [time, ['soon', '']],
  [wholeNumber, ['-1', '1.5', '1e3', '1234567890', '']],
  [positive, ['0', '-1', 'fast']],
  [rate, ['1.1', '-0.1', 'all']],
])('$0 refuses what it cannot read', (read: (text: string) => unknown, texts) => {
  for (const text of texts) expect(() => read(text), text).toThrow(InvalidArgumentError);
});
