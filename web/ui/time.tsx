// A time as text in the chosen time zone, with the date if it is not today.
import { useZone } from './zone.ts';
import { timeText } from './time-format.ts';

export function Time({ at, nowMs }: { at: string; nowMs: number }) {
  const zone = useZone();
  return (
    <time dateTime={at} title={at}>
      {timeText(Date.parse(at), zone, nowMs)}
    </time>
  );
}
