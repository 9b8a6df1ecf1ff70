import { describe, expect, it } from 'vitest';
import { createSyslogHeaderReader } from '../../../../server/inputs/syslog/syslog-header.ts';

interface Settings {
  timeZone?: string;
  year?: number;
  now?: string;
}

/** The times of such lines, read one after the other. */
function times(stamps: string[], { timeZone = 'UTC', year, now = '2026-11-21T06:00:00Z' }: Settings): (string | undefined)[] {
  const read = createSyslogHeaderReader({ timeZone, year, nowMs: () => Date.parse(now) });
  return stamps.map((stamp) => {
    const header = read(`${stamp} frontend-0-0 dhcpd[127]: x`);
    return header && new Date(header.atMs).toISOString().slice(0, 19);
  });
}

describe('without a year', () => {
  it.each([
    ['Nov 21 01:05:17', '2026-11-21T06:00:00Z', '2026-11-21T01:05:17'],
    // Up to a day ahead is a clock that is not ours, or a zone that is wrong.
    ['Nov 22 05:59:59', '2026-11-21T06:00:00Z', '2026-11-22T05:59:59'],
    ['Nov 22 06:00:00', '2026-11-21T06:00:00Z', '2026-11-22T06:00:00'],
    ['Nov 22 06:00:01', '2026-11-21T06:00:00Z', '2025-11-22T06:00:01'],
    ['Dec 31 23:59:59', '2027-01-02T00:00:00Z', '2026-12-31T23:59:59'],
    ['Dec  1 00:00:00', '2027-01-15T00:00:00Z', '2026-12-01T00:00:00'],
    ['Dec 31 23:59:59', '2026-12-31T00:00:00Z', '2026-12-31T23:59:59'],
    ['Dec 31 23:59:59', '2026-12-30T23:59:58Z', '2025-12-31T23:59:59'],
    ['Jan  2 00:00:00', '2027-01-01T00:00:00Z', '2027-01-02T00:00:00'],
    ['Jan  1 00:00:01', '2026-12-31T23:59:00Z', '2027-01-01T00:00:01'],
    ['Feb 29 12:00:00', '2026-11-21T06:00:00Z', '2024-02-29T12:00:00'],
    ['Feb 29 12:00:00', '2028-03-01T00:00:00Z', '2028-02-29T12:00:00'],
    ['Feb 29 12:00:00', '2028-02-01T00:00:00Z', '2024-02-29T12:00:00'],
    ['Feb 29 12:00:00', '2028-02-28T12:00:00Z', '2028-02-29T12:00:00'],
    ['Feb 29 12:00:00', '2028-02-28T11:59:59Z', '2024-02-29T12:00:00'],
    ['Feb 28 12:00:00', '2027-03-01T00:00:00Z', '2027-02-28T12:00:00'],
    ['Feb 30 12:00:00', '2028-03-01T00:00:00Z', undefined],
    // 2100 is no leap year.
    ['Feb 29 12:00:00', '2104-02-01T00:00:00Z', '2096-02-29T12:00:00'],
    ['Feb 29 12:00:00', '2103-06-01T00:00:00Z', '2096-02-29T12:00:00'],
  ])('%s read on %s is %s', (stamp, now, time) => {
    expect(times([stamp], { now })).toEqual([time]);
  });

  it('reads a log over New Year, in January', () => {
    const stamps = ['Dec 30 12:00:00', 'Dec 31 23:59:59', 'Jan  1 00:00:00', 'Dec 31 23:59:58', 'Jan 14 12:00:00'];
    const days = ['2026-12-30', '2026-12-31', '2027-01-01', '2026-12-31', '2027-01-14'];
    expect(times(stamps, { now: '2027-01-15T00:00:00Z' }).map((time) => time?.slice(0, 10))).toEqual(days);
  });

  it('follows the clock while a log is read over New Year', () => {
    let now = '2026-12-31T23:59:59Z';
    const read = createSyslogHeaderReader({ timeZone: 'UTC', nowMs: () => Date.parse(now) });
    expect(read('Dec 31 23:59:59 f a: x')?.atMs).toBe(Date.parse('2026-12-31T23:59:59Z'));
    now = '2027-11-21T00:00:00Z';
    expect(read('Jan  1 00:00:01 f a: x')?.atMs).toBe(Date.parse('2027-01-01T00:00:01Z'));
    expect(read('Nov 20 00:00:00 f a: x')?.atMs).toBe(Date.parse('2027-11-20T00:00:00Z'));
  });

  it.each([
    ['Jul  1 12:00:00', '2026-11-21T06:00:00Z', '2026-07-01T16:00:00'],
    ['Jan 15 12:00:00', '2026-11-21T06:00:00Z', '2026-01-15T17:00:00'],
    ['Dec 31 23:59:59', '2027-01-01T06:00:00Z', '2027-01-01T04:59:59'],
    ['Feb 29 12:00:00', '2026-11-21T06:00:00Z', '2024-02-29T17:00:00'],
    // Clocks changed on another day in that year.
    ['Nov  5 12:00:00', '2026-11-01T00:00:00Z', '2025-11-05T17:00:00'],
    ['Nov  1 12:00:00', '2026-10-20T00:00:00Z', '2025-11-01T16:00:00'],
  ])('%s in New York, read on %s, is %s', (stamp, now, time) => {
    expect(times([stamp], { timeZone: 'America/New_York', now })).toEqual([time]);
  });

  it('allows a day ahead in the far east too', () => {
    const settings = { timeZone: 'Pacific/Kiritimati', now: '2026-11-21T06:00:00Z' };
    expect(times(['Nov 22 20:00:00'], settings)).toEqual(['2026-11-22T06:00:00']);
    expect(times(['Nov 22 20:00:01'], settings)).toEqual(['2025-11-22T06:00:01']);
  });

  it('goes by the local year', () => {
    expect(times(['Jan  1 08:00:00'], { timeZone: 'Pacific/Auckland', now: '2026-12-31T19:00:01Z' })).toEqual(['2026-12-31T19:00:00']);
    expect(times(['Dec 31 20:00:00'], { timeZone: 'America/New_York', now: '2027-01-01T01:00:01Z' })).toEqual(['2027-01-01T01:00:00']);
  });
});

describe('with the year of the first line', () => {
  it.each([
    ['goes on', ['Jan  5 00:00:00', 'Jun 30 00:00:00', 'Dec 31 00:00:00'], ['2024-01-05', '2024-06-30', '2024-12-31']],
    ['passes New Year', ['Dec 31 23:59:59', 'Jan  1 00:00:00', 'Jan  2 00:00:00'], ['2024-12-31', '2025-01-01', '2025-01-02']],
    [
      'passes two',
      ['Dec 31 00:00:00', 'Jan  1 00:00:00', 'Aug  1 00:00:00', 'Jan 15 00:00:00'],
      ['2024-12-31', '2025-01-01', '2025-08-01', '2026-01-15'],
    ],
    [
      'takes late lines of December for the old year',
      ['Dec 31 23:59:59', 'Jan  1 00:00:00', 'Dec 31 23:59:58', 'Dec 31 23:59:59', 'Jan  1 00:00:01'],
      ['2024-12-31', '2025-01-01', '2024-12-31', '2024-12-31', '2025-01-01'],
    ],
    [
      'stays when lines are only out of order',
      ['Nov 21 00:00:00', 'Jun 21 00:00:00', 'Nov 21 00:00:00'],
      ['2024-11-21', '2024-06-21', '2024-11-21'],
    ],
    [
      'goes on from January after late lines of December',
      ['Dec 31 00:00:00', 'Jan  5 00:00:00', 'Dec 31 00:00:00', 'Jul  1 00:00:00', 'Dec 31 00:00:00', 'Jan  1 00:00:00'],
      ['2024-12-31', '2025-01-05', '2024-12-31', '2025-07-01', '2025-12-31', '2026-01-01'],
    ],
    [
      'takes a week’s delay for lateness',
      ['Jan  1 00:00:00', 'Dec 25 00:00:01', 'Jan  1 00:00:00'],
      ['2024-01-01', '2023-12-25', '2024-01-01'],
    ],
    ['and more for a silence', ['Jan  1 00:00:00', 'Dec 25 00:00:00', 'Jan  1 00:00:00'], ['2024-01-01', '2024-12-25', '2025-01-01']],
    ['takes half a year back for disorder', ['Dec 31 00:00:00', 'Jul  1 00:00:00'], ['2024-12-31', '2024-07-01']],
    ['and more for the next year', ['Dec 31 00:00:00', 'Jun 30 00:00:00'], ['2024-12-31', '2025-06-30']],
    [
      'is not led astray by a date that does not exist',
      ['Dec 31 00:00:00', 'Jan 32 00:00:00', 'Dec 31 00:00:01'],
      ['2024-12-31', undefined, '2024-12-31'],
    ],
    ['stays over a long silence', ['Jan  5 00:00:00', 'Nov 21 00:00:00'], ['2024-01-05', '2024-11-21']],
    [
      'has a leap day in a leap year',
      ['Feb 28 00:00:00', 'Feb 29 00:00:00', 'Mar  1 00:00:00'],
      ['2024-02-28', '2024-02-29', '2024-03-01'],
    ],
    ['has none in another year', ['Dec 31 00:00:00', 'Feb 29 00:00:00', 'Dec 31 12:00:00'], ['2024-12-31', undefined, '2024-12-31']],
    [
      'finds the leap day behind New Year',
      ['Dec 31 00:00:00', 'Jan  1 00:00:00', 'Feb 28 00:00:00'],
      ['2024-12-31', '2025-01-01', '2025-02-28'],
    ],
  ])('%s', (_, stamps, days) => {
    expect(times(stamps, { year: 2024 }).map((time) => time?.slice(0, 10))).toEqual(days);
  });

  it('reads the leap day of the next year', () => {
    expect(times(['Dec 31 00:00:00', 'Feb 29 00:00:00'], { year: 2027 })).toEqual(['2027-12-31T00:00:00', '2028-02-29T00:00:00']);
  });
});

it('passes New Year by the local date', () => {
  const stamps = ['Dec 31 18:59:59', 'Dec 31 19:00:00', 'Jan  1 00:00:00'];
  const expected = ['2026-12-31T23:59:59', '2027-01-01T00:00:00', '2027-01-01T05:00:00'];
  expect(times(stamps, { timeZone: 'America/New_York', year: 2026 })).toEqual(expected);
  expect(times(stamps, { timeZone: 'America/New_York', now: '2027-01-01T06:00:00Z' }), 'without a year').toEqual(expected);
});

it('needs a year only for the order of the lines, not for the day they are read', () => {
  expect(times(['Nov 21 00:00:00'], { year: 2030, now: '2026-11-21T06:00:00Z' })).toEqual(['2030-11-21T00:00:00']);
});

describe('where clocks change', () => {
  const timeZone = 'America/New_York';

  it.each([
    ['the first pass', ['Nov  1 00:59:59', 'Nov  1 01:30:00'], ['04:59:59', '05:30:00']],
    [
      'the second, once the clock has gone back',
      ['Nov  1 01:59:00', 'Nov  1 01:10:00', 'Nov  1 01:09:58'],
      ['05:59:00', '06:10:00', '06:09:58'],
    ],
    ['still the first, when lines are seconds out of order', ['Nov  1 01:30:05', 'Nov  1 01:30:00'], ['05:30:05', '05:30:00']],
    ['the first, a minute back', ['Nov  1 01:30:00', 'Nov  1 01:29:00'], ['05:30:00', '05:29:00']],
    ['the second, a second more than a minute back', ['Nov  1 01:30:00', 'Nov  1 01:28:59'], ['05:30:00', '06:28:59']],
    ['the second, three hours less a second back', ['Nov  1 03:29:59', 'Nov  1 01:30:00'], ['08:29:59', '06:30:00']],
    ['the first, three hours back', ['Nov  1 03:30:00', 'Nov  1 01:30:00'], ['08:30:00', '05:30:00']],
    [
      'the second up to its end',
      ['Nov  1 01:59:59', 'Nov  1 01:00:00', 'Nov  1 01:30:00', 'Nov  1 01:59:59', 'Nov  1 02:00:00'],
      ['05:59:59', '06:00:00', '06:30:00', '06:59:59', '07:00:00'],
    ],
    ['the second, for a late line', ['Nov  1 02:00:01', 'Nov  1 01:59:58'], ['07:00:01', '06:59:58']],
    ['the first, when another daemon stamps in UTC', ['Nov  1 06:30:02', 'Nov  1 01:30:00'], ['11:30:02', '05:30:00']],
    ['an hour that is skipped', ['Mar  8 01:59:59', 'Mar  8 02:30:00', 'Mar  8 03:00:00'], ['06:59:59', '07:30:00', '07:00:00']],
  ])('%s', (_, stamps, hours) => {
    expect(times(stamps, { timeZone, year: 2026 }).map((time) => time?.slice(11))).toEqual(hours);
    expect(
      times(stamps, { timeZone }).map((time) => time?.slice(11)),
      'without a year',
    ).toEqual(hours);
  });
});
