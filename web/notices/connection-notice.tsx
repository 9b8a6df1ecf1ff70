// The notice that the connection to the server is lost, with a button that retries at once.
import { useFeed, useFeedState } from '../feed/hooks.ts';
import { timeText } from '../ui/time-format.ts';
import { useZone } from '../ui/zone.ts';

export function ConnectionNotice() {
  const { retryNow, clock } = useFeed();
  const connection = useFeedState('connection');
  const lastFrameMs = useFeedState('lastFrameMs');
  const loaded = useFeedState('loaded');
  const zone = useZone();
  if (connection !== 'lost') return null;
  return (
    <p role="alert" className="notice tone-failed">
      <span>
        {loaded && lastFrameMs !== null
          ? `Not connected since ${timeText(lastFrameMs, zone, clock.now())}. The page shows the state at that time.`
          : `Not connected: no answer from ${location.host}. Is the service running?`}
      </span>
      <span className="dim">Retrying.</span>
      <button type="button" className="button" onClick={retryNow}>
        Retry now
      </button>
    </p>
  );
}
