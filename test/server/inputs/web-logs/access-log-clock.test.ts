import { expect, it } from 'vitest';
import { AccessLogClock } from '../../../../server/inputs/web-logs/access-log-clock.ts';

const first = '[21/Nov/2026:01:05:41 +0000]';
const read = (time: string, clock = new AccessLogClock()) => clock.read(`x ${time} y`, 2);

it.each([
  [first, '2026-11-21T01:05:41Z'],
  ['[20/Nov/2026:20:05:41 -0500]', '2026-11-21T01:05:41Z'],
  ['[01/Jan/2027:05:29:59 +0530]', '2026-12-31T23:59:59Z'],
  ['[29/Feb/2028:23:59:59 +0000]', '2028-02-29T23:59:59Z'],
])('%s is %s', (time, iso) => {
  expect(read(time)).toBe(Date.parse(iso));
});

const noTimes = [
  '[21/Nov/2026:01:05:60 +0000]',
  '[21/Nov/2026:01:05:4x +0000]',
  '[21/Nov/2026:01:05:/1 +0000]',
  '[31/Nov/2026:01:05:41 +0000]',
  '[21/Nox/2026:01:05:41 +0000]',
  '[21/Nov/2026:01:05:41 +2500]',
  '[21/Nov/2026:01:05:41 +0000 ',
  first.slice(1),
];

it.each(noTimes)('%s is no time, whether or not one of its minute was read before', (time) => {
  expect(read(time)).toBeUndefined();
  const clock = new AccessLogClock();
  read(first, clock);
  expect(read(time, clock)).toBeUndefined();
  expect(read(first, clock)).toBe(Date.UTC(2026, 10, 21, 1, 5, 41));
});

it('there is none in front of a line', () => {
  expect(new AccessLogClock().read(first, -1)).toBeUndefined();
});

// In its order, so that each has the one before as its neighbour.
it('reads each line of a log as if it was the only one', () => {
  const clock = new AccessLogClock();
  const zones = ['+0000', '+0530', '-0330'];
  const minutes = ['21/Nov/2026:01:05', '21/Nov/2026:01:06', '21/Nov/2026:02:05', '22/Nov/2026:01:05', '21/Dec/2026:01:05'];
  const times = minutes.flatMap((minute) =>
    ['00', '59', '07', '07'].flatMap((second) => zones.map((zone) => `[${minute}:${second} ${zone}]`)),
  );
  for (const time of [...times, ...times.toReversed()]) {
    const [day, month, year, clockTime] = [time.slice(1, 3), time.slice(4, 7), time.slice(8, 12), time.slice(13, 21)];
    expect(read(time, clock), time).toBe(Date.parse(`${day} ${month} ${year} ${clockTime} ${time.slice(22, 27)}`));
  }
});

it.each([
  [first, true],
  ['[21/Nov/2026:01:05:00 +0000]', true],
  ['[21/Nov/2026:01:05:59 +0000]', true],
  ['[21/Nov/2026:01:05:60 +0000]', false],
  ['[21/Nov/2026:01:05:4: +0000]', false],
  ['[21/Nov/2026:01:06:41 +0000]', false],
  ['[22/Nov/2026:01:05:41 +0000]', false],
  ['[21/Nov/2026:01:05:41 +0100]', false],
  ['[21/Nov/2026:01:05:41 +0000 ', false],
  ['[21/Nov/2026:01:05:4', false],
])('the bytes of %s are of the minute that was read last: %s', (time, expected) => {
  const clock = new AccessLogClock();
  expect(clock.isSameMinute(Buffer.from(time), 0), 'nothing was read yet').toBe(false);
  read('[21/Nov/2026:01:05:13 +0000]', clock);
  expect(clock.isSameMinute(Buffer.from(`10.1.1.1 ${time}`), '10.1.1.1 '.length)).toBe(expected);
});

it('what is no time leaves the minute as it was', () => {
  const clock = new AccessLogClock();
  read(first, clock);
  read('[31/Nov/2026:01:07:41 +0000]', clock);
  expect(clock.isSameMinute(Buffer.from(first), 0)).toBe(true);
  read('[21/Nov/2026:01:06:00 +0000]', clock);
  expect(clock.isSameMinute(Buffer.from(first), 0)).toBe(false);
});
