// The notice that the server runs another version than the page was loaded from.
import { useFeedState } from '../feed/hooks.ts';

export function VersionNotice() {
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
