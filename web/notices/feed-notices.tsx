// Notices about the live feed itself: messages that the page cannot read, and errors that the server reports.
import { useFeedState } from '../feed/hooks.ts';

export function DamagedNotice() {
  const count = useFeedState('damagedFrames');
  if (count === 0) return null;
  return (
    <p role="status" className="notice tone-late">
      {count === 1 ? 'One message of the server could not be read' : `${count} messages of the server could not be read`}; a row may be old.
      Reload the page when this goes on.
    </p>
  );
}

export function ErrorNotice() {
  const message = useFeedState('serverError');
  if (message === null) return null;
  return (
    <p role="status" className="notice tone-late">
      The server says: {message}
    </p>
  );
}
