// What has happened since the page was opened, newest first.
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';

const shownMax = 200;

export function EventsView() {
  const loaded = useFeedState('loaded');
  const events = useFeedState('events');
  if (!loaded) return <NotLoaded />;
  return (
    <ol className="nothing-here" reversed>
      {events
        .slice(-shownMax)
        .toReversed()
        .map(({ seq, at, host, backend, kind, stage }) => (
          <li key={seq} data-event={seq}>
            <time dateTime={at}>{at}</time> {host ?? backend} {kind} {stage}
          </li>
        ))}
    </ol>
  );
}
