// Times of day on a terminal, in its time zone. Pure.

/** Beyond this, a time of day alone would be ambiguous. */
const sameDayMs = 12 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `10:32:07`, or with the date if it is ambiguous: `2026-11-21 10:32:07`. `zone`: such as Europe/Berlin. */
export function timeText(ms: number, nowMs: number, zone: string): string {
  const text = formatOf(zone).format(ms);
  return Math.abs(nowMs - ms) < sameDayMs ? text.slice(11) : text;
}

/** `UTC`, `GMT+1`. */
export function zoneText(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' }).formatToParts(ms);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  // The Swedish locale formats times as ISO 8601 does.
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  formats.set(zone, format);
  return format;
}
