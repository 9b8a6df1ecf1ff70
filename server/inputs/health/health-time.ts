// Parses the time in messages of the old message queue.
import { monthNumber, utcMs } from '../clocks/calendar.ts';
import { createZoneClock } from '../clocks/zone-clock.ts';

// Sat Nov 21 01:05:12 2026 (asctime(3): days of one digit have two blanks in front)
const asctime = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;
const aheadMs = 60_000;

export interface HealthTimeLimits {
  /** When the message arrived, epoch milliseconds; a time more than a minute later means a wrong clock. */
  arrivedAtMs: number;
  /** IANA name; default: UTC. */
  timeZone?: string | undefined;
}

/** `time` of a message (asctime, or epoch seconds) in whole epoch milliseconds; undefined if it is unreadable or impossible. */
export function readHealthTime(time: string | number | undefined, { arrivedAtMs, timeZone }: HealthTimeLimits): number | undefined {
  const ms = typeof time === 'number' ? Math.round(time * 1000) : readAsctime(time ?? '', timeZone);
  return ms !== undefined && ms >= 0 && ms <= arrivedAtMs + aheadMs ? ms : undefined;
}

/** Epoch milliseconds, from local time in `timeZone` or from UTC. */
export function readAsctime(text: string, timeZone: string | undefined): number | undefined {
  const [, month, ...digits] = asctime.exec(text) ?? [];
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = digits.map(Number);
  const localMs = utcMs({ year, month: monthNumber(month), day, hour, minute, second });
  return localMs === undefined || timeZone === undefined ? localMs : createZoneClock(timeZone)(localMs)[0];
}
