import { describe, expect, it } from 'vitest';
import { timeText, zoneText } from '../../../server/terminal/time-text.ts';

const nowMs = Date.UTC(2026, 10, 21, 10, 32, 7);

describe('a time', () => {
  it.each([
    [0, 'UTC', '10:32:07'],
    [-3_600, 'UTC', '09:32:07'],
    [1_200, 'UTC', '10:52:07'],
    [-13 * 3_600, 'UTC', '2026-11-20 21:32:07'],
    [-30 * 86_400, 'UTC', '2026-10-22 10:32:07'],
    [0, 'Europe/Berlin', '11:32:07'],
    [-11 * 3_600, 'America/New_York', '18:32:07'],
  ])('%d s from now in %s is %s', (seconds, zone, text) => {
    expect(timeText(nowMs + seconds * 1000, nowMs, zone)).toBe(text);
  });

  it.each([
    ['UTC', 'UTC'],
    ['Europe/Berlin', 'GMT+1'],
  ])('is of the zone %s: %s', (zone, text) => {
    expect(zoneText(nowMs, zone)).toBe(text);
  });
});
