// What the overview says when it has no row to show, and why.
import { go } from '../address.ts';
import { WatchedSources } from './watched-sources.tsx';

export function NoBackends() {
  return (
    <section className="nothing-here">
      <h2>Watching. No machine has been seen yet.</h2>
      <p>A backend appears here with its first DHCP message, boot file request or health message. What is watched:</p>
      <WatchedSources />
      <p className="dim">
        To see installs without a machine: <code>npm run demo</code>
      </p>
    </section>
  );
}

export function NoMatch() {
  return (
    <section className="nothing-here">
      <h2>No backend fits the filter.</h2>
      <p>
        <button type="button" className="button" onClick={() => go({ statuses: [], search: '' })}>
          Show all
        </button>
      </p>
    </section>
  );
}
