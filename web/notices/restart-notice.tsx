// The notice that the service was restarted while the page was open.
import { useFeed, useFeedState } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';

/** Quiet: the rows are the new service's own. Where its version is another one, that notice says more. */
export function RestartNotice() {
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
