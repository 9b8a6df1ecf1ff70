import { describe, expect, it } from 'vitest';
import { monthNumber, offsetMs, utcMs } from '../../../../server/inputs/clocks/calendar.ts';

const noon = { hour: 12, minute: 0, second: 0 };

describe('utcMs', () => {
  it.each([
    [{ year: 2026, month: 11, day: 21, ...noon }, '2026-11-21T12:00:00.000Z'],
    [{ year: 2028, month: 2, day: 29, ...noon }, '2028-02-29T12:00:00.000Z'],
  ])('%o', (digits, iso) => {
    expect(utcMs(digits)).toBe(Date.parse(iso));
  });

  it.each([
    { year: 2026, month: 11, day: 31, ...noon },
    { year: 2026, month: 2, day: 29, ...noon },
    { year: 2026, month: 13, day: 1, ...noon },
    { year: 2026, month: 0, day: 1, ...noon },
    { year: 2026, month: 1, day: 0, ...noon },
    { year: 26, month: 1, day: 1, ...noon },
    { year: 2026, month: 1, day: 1, hour: 24, minute: 0, second: 0 },
    { year: 2026, month: 1, day: 1, hour: 0, minute: 60, second: 0 },
    { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 60 },
    { year: Number.NaN, month: 1, day: 1, ...noon },
  ])('there is no %o', (digits) => {
    expect(utcMs(digits)).toBeUndefined();
  });
});

it.each([
  ['Jan', 1],
  ['Dec', 12],
  ['dec', 0],
  ['Foo', 0],
  [undefined, 0],
])('month %s is number %i', (name, number) => {
  expect(monthNumber(name)).toBe(number);
});

it.each([
  ['Z', 0],
  ['+0000', 0],
  ['-05:00', -18_000_000],
  ['+0530', 19_800_000],
  ['+2400', undefined],
  ['+0060', undefined],
  ['EST', undefined],
  [undefined, undefined],
])('offset %s is %s ms', (text, ms) => {
  expect(offsetMs(text)).toBe(ms);
});
