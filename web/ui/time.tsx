// A moment as text in the zone that the person chose. The date is there when it is not today's.
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
