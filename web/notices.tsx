// What is wrong with the page itself (not connected, older than the server, frames that it cannot read) or with the service (a log that it
// can't read, a full disk). Nothing when all is well.
import * as z from 'zod';
import { useFeed, useFeedState } from './feed/hooks.ts';
import { useAsked } from './feed/use-asked.ts';
import { timeText } from './ui/time-format.ts';
import { useZone } from './ui/zone.ts';

export function Notices() {
  return (
    <div className="notices">
      <ConnectionNotice />
      <VersionNotice />
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

const healthSchema = z.object({ troubles: z.array(z.string()) });
const healthEveryMs = 10_000;

function ServiceNotice() {
  const connection = useFeedState('connection');
  const troubles = useAsked('/healthz', healthSchema, healthEveryMs)?.troubles ?? [];
  if (connection !== 'live' || troubles.length === 0) return null;
  return (
    <p role="status" className="notice tone-late service-trouble">
      <span>
        {troubles[0]}
        {troubles.length > 1 && ` (and ${troubles.length - 1} more)`}
      </span>
    </p>
  );
}
