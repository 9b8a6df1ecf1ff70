// Times as text. Pure; epoch milliseconds in. Durations: state-machines/duration.ts.

export type Zone = 'UTC' | 'local';

/** `10:32:07`, preceded by the date if it is more than 18 hours from `nowMs`. */
export function timeText(ms: number, zone: Zone, nowMs: number): string {
  const date = new Date(ms);
  const time =
    zone === 'UTC' ? date.toISOString().slice(11, 19) : [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return Math.abs(nowMs - ms) > 18 * 3_600_000 ? `${dateText(date, zone)} ${time}` : time;
}

function dateText(date: Date, zone: Zone): string {
  if (zone === 'UTC') return date.toISOString().slice(0, 10);
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
