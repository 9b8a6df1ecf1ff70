// Validates dates from logs against the calendar. Pure arithmetic on UTC; named time zones are handled by the zone clock.
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Digits of a date and a time of day, in any zone. `month` is 1 for January. */
export interface DateDigits {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** 1 to 12; 0 for an unknown month, which makes the date invalid. */
export function monthNumber(name: string | undefined): number {
  return name === undefined ? 0 : monthNames.indexOf(name) + 1;
}

/** The digits as UTC, in epoch milliseconds; undefined if there is no such date or time of day. */
export function utcMs({ year, month, day, hour, minute, second }: DateDigits): number | undefined {
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  // Date.UTC turns Nov 31 into Dec 1, and years 0 to 99 into 1900 to 1999.
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? ms : undefined;
}

/** Offset from UTC of a zone such as `Z`, `+0000` or `-05:00`, in milliseconds; undefined if it is not an offset. */
export function offsetMs(text: string | undefined): number | undefined {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text ?? '') ?? [];
  if (sign === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}
