// The top line of the wall: whether it is live, whether all sources are being read, and the server's time.
import { connectionWords } from '../connection-words.ts';
import { useFeed, useFeedState, useServerSecond } from '../feed/hooks.ts';
import { SourcesAlive } from '../sources-alive.tsx';
import { timeText } from '../ui/time-format.ts';
import { useZone } from '../ui/zone.ts';

export function WallHead() {
  const connection = useFeedState('connection');
  const loaded = useFeedState('loaded');
  return (
    <header className={`wall-head ${connection === 'lost' ? 'wall-lost' : ''}`}>
      <h1>install-checklist</h1>
      <span role="status" className={`connection connection-${connection}`}>
        {connectionWords[connection]}
        {connection === 'lost' && <LostSince />}
      </span>
      <span className="page-head-gap" />
      <SourcesAlive />
      {loaded && <Clock />}
    </header>
  );
}

function LostSince() {
  const lastFrameMs = useFeedState('lastFrameMs');
  const { clock } = useFeed();
  const zone = useZone();
  return lastFrameMs !== null && <> since {timeText(lastFrameMs, zone, clock.now())}. The page shows the state at that time.</>;
}

function Clock() {
  const nowMs = useServerSecond();
  const zone = useZone();
  return (
    <strong className="wall-clock">
      {timeText(nowMs, zone, nowMs)} <span className="dim">{zone}</span>
    </strong>
  );
}
