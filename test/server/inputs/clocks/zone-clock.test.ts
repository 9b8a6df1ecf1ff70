import { expect, it } from 'vitest';
import { createZoneClock } from '../../../../server/inputs/clocks/zone-clock.ts';

it.each([
  ['UTC', '2026-11-21T01:05:17', ['2026-11-21T01:05:17Z']],
  ['America/New_York', '2026-11-21T01:05:17', ['2026-11-21T06:05:17Z']],
  ['America/New_York', '2026-07-01T01:05:17', ['2026-07-01T05:05:17Z']],
  ['America/New_York', '2026-11-01T00:59:59', ['2026-11-01T04:59:59Z']],
  ['America/New_York', '2026-11-01T01:30:00', ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z']],
  ['America/New_York', '2026-11-01T02:00:00', ['2026-11-01T07:00:00Z']],
  // Skipped: the clock went from 01:59:59 to 03:00:00.
  ['America/New_York', '2026-03-08T02:30:00', ['2026-03-08T07:30:00Z']],
  // By half an hour, from 02:00 back to 01:30.
  ['Australia/Lord_Howe', '2026-04-05T01:29:59', ['2026-04-04T14:29:59Z']],
  ['Australia/Lord_Howe', '2026-04-05T01:45:00', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']],
])('in %s the clock shows %s at %o', (timeZone, local, times) => {
  const clock = createZoneClock(timeZone);
  const localMs = Date.parse(`${local}Z`);
  const expected = times.map((time) => Date.parse(time));
  expect(clock(localMs)).toEqual(expected);
  expect(clock(localMs), 'from memory').toEqual(expected);
});

it('forgets, and asks again', () => {
  const clock = createZoneClock('America/New_York');
  const start = Date.UTC(2026, 0, 1);
  for (let hour = 0; hour < 400; hour++) expect(clock(start + hour * 3_600_000)).toEqual([start + (hour + 5) * 3_600_000]);
  expect(clock(start)).toEqual([start + 5 * 3_600_000]);
});

it('refuses a zone that does not exist', () => {
  expect(() => createZoneClock('Mars/Olympus')).toThrow(RangeError);
});
