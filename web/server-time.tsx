// The server's time; a click shows all times in the other zone.
import { useFeedState, useServerSecond } from './feed/hooks.ts';
import { timeText } from './ui/time-format.ts';
import { toggleZone, useZone } from './ui/zone.ts';

export function ServerTime() {
  const nowMs = useServerSecond();
  const zone = useZone();
  const loaded = useFeedState('loaded');
  // The server's time is unknown before the first frame.
  if (!loaded) return null;
  const other = zone === 'UTC' ? 'local time' : 'UTC';
  return (
    <button
      type="button"
      className="quiet-button server-time"
      onClick={toggleZone}
      title={`The server's time. Show all times in ${other}.`}
    >
      {timeText(nowMs, zone, nowMs)} {zone}
      <span className="out-of-sight">. Show times in {other}</span>
    </button>
  );
}
