// Parses the time of syslog lines in the old format (RFC 3164), which has neither year nor zone: `Nov 21 01:05:17`. Both are inferred from earlier
// lines and from the date on which the log is read.
import { type DateDigits, utcMs } from './calendar.ts';
import { createFollowingClock, createZoneClock, type ToUtc } from './zone-clock.ts';

export interface YearlessTimeOptions {
  /** IANA name of the zone in which daemons write the log. */
  timeZone: string;
  /** The year of the first line; if omitted, each line gets the latest year possible for its date. */
  year?: number | undefined;
  nowMs: () => number;
}

type Digits = Omit<DateDigits, 'year'>;

const dayMs = 86_400_000;
const leapYear = 2000;
const halfYearMs = 183 * dayMs;
const acrossNewYearMs = (366 - 7) * dayMs;
const farthestEastMs = 14 * 3_600_000;

/** Converts the digits of successive lines to epoch milliseconds; undefined if there is no such date. */
export function createYearlessTimeReader({ timeZone, year, nowMs }: YearlessTimeOptions): (digits: Digits) => number | undefined {
  const toUtc = createFollowingClock(createZoneClock(timeZone));
  if (year === undefined) return (digits) => toUtc.keep(latest(digits, nowMs() + dayMs, toUtc.peek));
  const toLocal = createYearFollower(year);
  return (digits) => {
    const localMs = toLocal(digits);
    return localMs === undefined ? undefined : toUtc.keep(toUtc.peek(localMs));
  };
}

/** Local digits as UTC, in the year of the line: `firstYear`, incremented at each New Year. */
function createYearFollower(firstYear: number): (digits: Digits) => number | undefined {
  let year = firstYear;
  let previous: number | undefined;
  return (digits) => {
    const inLeapYear = utcMs({ ...digits, year: leapYear });
    if (inLeapYear === undefined) return undefined;
    const jump = inLeapYear - (previous ?? inLeapYear);
    // A late December line among January ones: affects only itself.
    if (jump > acrossNewYearMs) return utcMs({ ...digits, year: year - 1 });
    const lineYear = jump < -halfYearMs ? year + 1 : year;
    const localMs = utcMs({ ...digits, year: lineYear });
    if (localMs !== undefined) [year, previous] = [lineYear, inLeapYear];
    return localMs;
  };
}

/** The latest time with these digits up to `limitMs`. Leap years around 1900 and 2100 are eight years apart. */
function latest(digits: Digits, limitMs: number, toUtc: ToUtc): number | undefined {
  const newest = new Date(limitMs).getUTCFullYear() + 1;
  for (let year = newest; year >= newest - 9; year--) {
    const localMs = utcMs({ ...digits, year });
    // Skips impossible years before calling the zone clock.
    if (localMs === undefined || localMs - farthestEastMs > limitMs) continue;
    const ms = toUtc(localMs);
    if (ms <= limitMs) return ms;
  }
  return undefined;
}
