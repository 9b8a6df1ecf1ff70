// The time of syslog lines in the old form (RFC 3164), which have neither year nor zone: `Nov 21 01:05:17`. Both are concluded from the
// lines before and from the day on which the log is read.
import { type DateDigits, utcMs } from './calendar.ts';
import { createFollowingClock, createZoneClock, type ToUtc } from './zone-clock.ts';

export interface YearlessTimeOptions {
  /** IANA name of the zone in which the log's daemons write. */
  timeZone: string;
  /** The year of the first line; without it every line is taken for the latest that its date allows. */
  year?: number | undefined;
  nowMs: () => number;
}

type Digits = Omit<DateDigits, 'year'>;

const dayMs = 86_400_000;
const leapYear = 2000;
const halfYearMs = 183 * dayMs;
const acrossNewYearMs = (366 - 7) * dayMs;
const farthestEastMs = 14 * 3_600_000;

/** Reads the digits of one line after the other: epoch milliseconds, or undefined when there is no such date. */
export function createYearlessTimeReader({ timeZone, year, nowMs }: YearlessTimeOptions): (digits: Digits) => number | undefined {
  const toUtc = createFollowingClock(createZoneClock(timeZone));
  if (year === undefined) return (digits) => toUtc.keep(latest(digits, nowMs() + dayMs, toUtc.peek));
  const toLocal = createYearFollower(year);
  return (digits) => {
    const localMs = toLocal(digits);
    return localMs === undefined ? undefined : toUtc.keep(toUtc.peek(localMs));
  };
}

/** Local digits as UTC, in the year of the line: `firstYear`, one more after each New Year. */
function createYearFollower(firstYear: number): (digits: Digits) => number | undefined {
  let year = firstYear;
  let previous: number | undefined;
  return (digits) => {
    const inLeapYear = utcMs({ ...digits, year: leapYear });
    if (inLeapYear === undefined) return undefined;
    const jump = inLeapYear - (previous ?? inLeapYear);
    // A late line of December between those of January: for itself only.
    if (jump > acrossNewYearMs) return utcMs({ ...digits, year: year - 1 });
    const lineYear = jump < -halfYearMs ? year + 1 : year;
    const localMs = utcMs({ ...digits, year: lineYear });
    if (localMs !== undefined) [year, previous] = [lineYear, inLeapYear];
    return localMs;
  };
}

/** The latest time with these digits up to `limitMs`. Between the leap years around 1900 and 2100 lie eight years. */
function latest(digits: Digits, limitMs: number, toUtc: ToUtc): number | undefined {
  const newest = new Date(limitMs).getUTCFullYear() + 1;
  for (let year = newest; year >= newest - 9; year--) {
    const localMs = utcMs({ ...digits, year });
    // Spares the zone clock the years that can't be it.
    if (localMs === undefined || localMs - farthestEastMs > limitMs) continue;
    const ms = toUtc(localMs);
    if (ms <= limitMs) return ms;
  }
  return undefined;
}
