// The notice that the server now runs a different version from the one that the page was loaded from.
import { useFeedState } from '../feed/hooks.ts';

export function VersionNotice() {
  const version = useFeedState('otherVersion');
  if (version === null) return null;
  return (
    <p role="status" className="notice tone-installing">
      <span>The server runs a different version. Reload the page to match it.</span>
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
      <span className="dim">{version}</span>
    </p>
  );
}
