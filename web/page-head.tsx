// The head line: what this is, whether it is live, and the server's time.
import type { MouseEvent } from 'react';
import { go } from './address.ts';
import { useFeedState, useServerSecond } from './feed/hooks.ts';
import type { Connection } from './feed/store.ts';
import { timeText } from './ui/time-format.ts';
import { toggleZone, useZone } from './ui/zone.ts';

const connectionWords: Record<Connection, string> = { live: '● live', connecting: '○ connecting', lost: '✖ not connected' };

export function PageHead() {
  const connection = useFeedState('connection');
  return (
    <header className="page-head">
      <h1>
        <a href="/" onClick={toOverview}>
          install-checklist
        </a>
      </h1>
      <span className="page-head-gap" />
      <span role="status" className={`connection connection-${connection}`}>
        {connectionWords[connection]}
      </span>
      <ServerTime />
    </header>
  );
}

function ServerTime() {
  const nowMs = useServerSecond();
  const zone = useZone();
  const loaded = useFeedState('loaded');
  // Before the first frame the server's time is not known.
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

function toOverview(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ backend: null, run: null, statuses: [], search: '' });
}
