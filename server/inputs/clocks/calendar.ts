// Dates as logs write them, checked against the calendar. Pure arithmetic on UTC; time zones by name are the zone clock's.
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Digits of a date and a time of day, in whatever zone. `month` is 1 for January. */
export interface DateDigits {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** 1 to 12; 0 for what is no month, which is then no date either. */
export function monthNumber(name: string | undefined): number {
  return name === undefined ? 0 : monthNames.indexOf(name) + 1;
}

/** The digits taken as UTC, in epoch milliseconds; undefined when there is no such date or time of day. */
export function utcMs({ year, month, day, hour, minute, second }: DateDigits): number | undefined {
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  // Date.UTC carries Nov 31 over to December, and takes the years 0 to 99 for those of the last century.
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? ms : undefined;
}

/** What a zone such as `Z`, `+0000` or `-05:00` is ahead of UTC, in milliseconds; undefined when it is no offset. */
export function offsetMs(text: string | undefined): number | undefined {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text ?? '') ?? [];
  if (sign === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}
