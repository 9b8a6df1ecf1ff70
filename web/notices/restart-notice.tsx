// The notice that the service was restarted while the page was open.
import { useFeed, useFeedState } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';

/** Unobtrusive, because the rows are up to date. Not shown with the notice of a different version, which says more. */
export function RestartNotice() {
  const { store, clock } = useFeed();
  const restartedAt = useFeedState('restartedAt');
  const connection = useFeedState('connection');
  const otherVersion = useFeedState('otherVersion');
  if (restartedAt === null || connection !== 'live' || otherVersion !== null) return null;
  return (
    <div role="status" className="notice notice-quiet tone-idle" data-notice="restart">
      <span>
        The service restarted at <Time at={restartedAt} nowMs={clock.now()} />. The rows are up to date.
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
