// The time that the old message queue wrote into its messages.
import { monthNumber, utcMs } from '../clocks/calendar.ts';
import { createZoneClock } from '../clocks/zone-clock.ts';

// Sat Nov 21 01:05:12 2026 (asctime(3): days of one digit have two blanks in front)
const asctime = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;
const aheadMs = 60_000;

export interface HealthTimeLimits {
  /** When the message arrived, epoch milliseconds: what lies more than a minute after it is a wrong clock. */
  arrivedAtMs: number;
  /** IANA name; UTC when left out. */
  timeZone?: string | undefined;
}

/** `time` of a message (asctime, or epoch seconds) in whole epoch milliseconds; undefined when it can't be read or be true. */
export function readHealthTime(time: string | number | undefined, { arrivedAtMs, timeZone }: HealthTimeLimits): number | undefined {
  const ms = typeof time === 'number' ? Math.round(time * 1000) : readAsctime(time ?? '', timeZone);
  return ms !== undefined && ms >= 0 && ms <= arrivedAtMs + aheadMs ? ms : undefined;
}

/** In epoch milliseconds; of the local time of `timeZone`, or UTC. */
export function readAsctime(text: string, timeZone: string | undefined): number | undefined {
  const [, month, ...digits] = asctime.exec(text) ?? [];
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = digits.map(Number);
  const localMs = utcMs({ year, month: monthNumber(month), day, hour, minute, second });
  return localMs === undefined || timeZone === undefined ? localMs : createZoneClock(timeZone)(localMs)[0];
}
