import { describe, expect, it } from 'vitest';
import { readAsctime, readHealthTime } from '../../../../server/inputs/health/health-time.ts';

const arrivedAtMs = Date.parse('2026-11-21T06:00:00.000Z');

function at(time: string | number | undefined, timeZone?: string): string | undefined {
  const ms = readHealthTime(time, { arrivedAtMs, timeZone });
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

describe('the time', () => {
  it.each([
    ['Sat Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['Sun Nov  1 01:05:12 2026', '2026-11-01T01:05:12.000Z'],
    ['Sun Nov 1 01:05:12 2026', '2026-11-01T01:05:12.000Z'],
    ['Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['Thu Feb 29 12:00:00 2024', '2024-02-29T12:00:00.000Z'],
    [1_795_223_112, '2026-11-21T01:05:12.000Z'],
    [1_795_223_112.2504, '2026-11-21T01:05:12.250Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    // A minute ahead is a clock as clocks are.
    ['Sat Nov 21 06:01:00 2026', '2026-11-21T06:01:00.000Z'],
    [1_795_240_860, '2026-11-21T06:01:00.000Z'],
  ])('is that of the message: %j', (time, iso) => {
    expect(at(time)).toBe(iso);
  });

  it.each([
    'Sat Nov 21 06:01:01 2026',
    1_795_240_860.001,
    1_795_223_112_000,
    -1,
    1e300,
    'Mon Nov 31 01:05:12 2026',
    'Sun Feb 29 12:00:00 2026',
    'Sat Nov 21 24:05:12 2026',
    'Sat Nov 21 01:05:60 2026',
    'Sat Nov 21 01:05 2026',
    'Sat Nov 21 01:05:12 UTC 2026',
    'Sat Nov 21 01:05:12 1969',
    '2026-11-21T01:05:12Z',
    '1795223112',
    'soon',
    '',
    undefined,
  ])('is unreadable or impossible: %j', (time) => {
    expect(at(time)).toBeUndefined();
  });

  it.each([
    ['America/New_York', 'Fri Nov 20 20:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 'Wed Jul  1 12:00:00 2026', '2026-07-01T16:00:00.000Z'],
    // The hour that comes twice, and the one that never comes.
    ['America/New_York', 'Sun Nov  1 01:30:00 2026', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', 'Sun Mar  8 02:30:00 2026', '2026-03-08T07:30:00.000Z'],
    ['Asia/Kolkata', 'Sat Nov 21 06:35:12 2026', '2026-11-21T01:05:12.000Z'],
    ['UTC', 'Sat Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 1_795_223_112, '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 'Sat Nov 21 01:05:12 2026', undefined],
  ])('in %s: %j is %s', (timeZone, time, iso) => {
    expect(at(time, timeZone)).toBe(iso);
  });

  it('needs a zone that exists', () => {
    expect(() => readHealthTime('Sat Nov 21 01:05:12 2026', { arrivedAtMs, timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

it('asctime is read whenever it was', () => {
  expect(readAsctime('Thu Feb 29 12:00:00 2024', undefined)).toBe(Date.UTC(2024, 1, 29, 12));
  expect(readAsctime('Fri Jan 1 00:00:00 2100', 'Asia/Kolkata')).toBe(Date.UTC(2099, 11, 31, 18, 30));
  expect(readAsctime('Nov 21 01:05:12', undefined)).toBeUndefined();
});
