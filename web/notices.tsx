// What is to be known of the page itself: not connected, older than the server, frames that it cannot read, a restart of the service. Nothing
// when all is well.
import { useFeed, useFeedState } from './feed/hooks.ts';
import { ServiceNotice } from './service-notice.tsx';
import { Time } from './ui/time.tsx';
import { timeText } from './ui/time-format.ts';
import { useZone } from './ui/zone.ts';

export function Notices() {
  return (
    <div className="notices">
      <ConnectionNotice />
      <VersionNotice />
      <RestartNotice />
      <DamagedNotice />
      <ErrorNotice />
      <ServiceNotice />
    </div>
  );
}

function ConnectionNotice() {
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

function VersionNotice() {
  const version = useFeedState('otherVersion');
  if (version === null) return null;
  return (
    <p role="status" className="notice tone-installing">
      <span>A new version is running: reload</span>
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
      <span className="dim">{version}</span>
    </p>
  );
}

/** Quiet: the rows are the new service's own. Where its version is another one, that notice says more. */
function RestartNotice() {
  const { store, clock } = useFeed();
  const restartedAt = useFeedState('restartedAt');
  const connection = useFeedState('connection');
  const otherVersion = useFeedState('otherVersion');
  if (restartedAt === null || connection !== 'live' || otherVersion !== null) return null;
  return (
    <div role="status" className="notice notice-quiet tone-idle" data-notice="restart">
      <span>
        The service was restarted at <Time at={restartedAt} nowMs={clock.now()} />; the rows are up to date again.
      </span>
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
      <button type="button" className="button" onClick={() => store.forgetRestart()}>
        Dismiss
      </button>
    </div>
  );
}

function DamagedNotice() {
  const count = useFeedState('damagedFrames');
  if (count === 0) return null;
  return (
    <p role="status" className="notice tone-late">
      {count === 1 ? 'One message of the server could not be read' : `${count} messages of the server could not be read`}; a row may be old.
      Reload the page when this goes on.
    </p>
  );
}

function ErrorNotice() {
  const message = useFeedState('serverError');
  if (message === null) return null;
  return (
    <p role="status" className="notice tone-late">
      The server says: {message}
    </p>
  );
}
