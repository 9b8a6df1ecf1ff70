// Notices about the live feed itself: messages that the page cannot read, and errors that the server reports.
import { useFeedState } from '../feed/hooks.ts';

export function DamagedNotice() {
  const count = useFeedState('damagedFrames');
  if (count === 0) return null;
  return (
    <p role="status" className="notice tone-late">
      {count === 1 ? '1 message from the server could not be read' : `${count} messages from the server could not be read`}; a row may be
      out of date. Reload the page if this continues.
    </p>
  );
}

export function ErrorNotice() {
  const message = useFeedState('serverError');
  if (message === null) return null;
  return (
    <p role="status" className="notice tone-late">
      Server error: {message}
    </p>
  );
}
