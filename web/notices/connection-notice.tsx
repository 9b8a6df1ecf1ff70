// The notice that the page has lost its server, and the button that does not wait for the next attempt.
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
          ? `Not connected since ${timeText(lastFrameMs, zone, clock.now())}; what you see is from then.`
          : `Not connected: no answer from ${location.host}. Is the service running?`}
      </span>
      <span className="dim">Trying again.</span>
      <button type="button" className="button" onClick={retryNow}>
        Try now
      </button>
    </p>
  );
}
