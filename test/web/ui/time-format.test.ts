import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { durationText, limitText } from '../../../state-machines/vocabulary/duration.ts';
import { timeText } from '../../../web/ui/time-format.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  [-5 * second, '0 s', '0 s'],
  [0, '0 s', '0 s'],
  [999, '0 s', '0 s'],
  [59_999, '59 s', '59 s'],
  [minute, '1 m 00 s', '1 m'],
  [2 * minute + 5 * second, '2 m 05 s', '2 m 05 s'],
  [hour - 1, '59 m 59 s', '59 m 59 s'],
  [hour, '1 h 00 m', '1 h'],
  [hour + 3 * minute + 59 * second, '1 h 03 m', '1 h 03 m'],
  [day - 1, '23 h 59 m', '23 h 59 m'],
  [day, '1 d 00 h', '1 d'],
  [400 * day + 4 * hour, '400 d 04 h', '400 d 04 h'],
])('%i ms: %s; as a limit %s', (ms, duration, limit) => {
  expect([durationText(ms), limitText(ms)]).toEqual([duration, limit]);
});

describe('a time', () => {
  const timeZone = process.env['TZ'];
  beforeEach(() => {
    process.env['TZ'] = 'Asia/Kolkata';
  });
  afterEach(() => {
    if (timeZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = timeZone;
  });
  const nowMs = Date.UTC(2026, 10, 21, 10, 32, 7);

  it.each([
    ['now', 0, '10:32:07', '16:02:07'],
    ['just before 18 hours ago', -18 * hour, '16:32:07', '22:02:07'],
    ['more than 18 hours ago', -18 * hour - second, '2026-11-20 16:32:06', '2026-11-20 22:02:06'],
    ['yesterday here, the day before there', -35 * hour, '2026-11-19 23:32:07', '2026-11-20 05:02:07'],
    ['half a second before the next', 500, '10:32:07', '16:02:07'],
    ['a day ahead', day, '2026-11-22 10:32:07', '2026-11-22 16:02:07'],
  ])('%s', (_, awayMs, utc, local) => {
    expect([timeText(nowMs + awayMs, 'UTC', nowMs), timeText(nowMs + awayMs, 'local', nowMs)]).toEqual([utc, local]);
  });
});
