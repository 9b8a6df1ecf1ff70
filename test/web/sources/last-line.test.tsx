// The age of the last line.
import { expect, test } from 'vitest';
import { LastLine, LastLineAge } from '../../../web/sources/last-line.tsx';
import { drawn, words } from '../drawn.tsx';
import { at } from '../views.ts';

test.each([
  [null, 'none yet', 'no line yet'],
  [at(20), '01:05:20 10 s ago', 'last line 10 s ago'],
  [at(45), '01:05:45 0 s ago', 'last line 0 s ago'],
  [at(3_630), '02:05:30 1 h 00 m ahead of the server: check timezone in the settings', 'last line 0 s ago'],
])('of %s: %s', (last, text, age) => {
  expect(words(<LastLine at={last} />, { nowSecond: 30 })).toBe(text);
  expect(words(<LastLineAge at={last} />, { nowSecond: 30 })).toBe(age);
});

const over = (second: number) => drawn(<LastLine at={at(second)} />, { nowSecond: 0 }).includes('time-over');

test('a wrong time zone stands out, another clock does not', () => {
  expect([over(59), over(61)]).toEqual([false, true]);
});
