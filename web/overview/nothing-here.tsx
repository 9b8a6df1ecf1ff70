// What the overview says when it has no row to show, and why.
import { go, useAddress } from '../address.ts';
import { readSearch } from './filters/match.ts';
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
  const search = readSearch(useAddress().search);
  return (
    <section className="nothing-here" role="status">
      <h2>No backend fits the filter.</h2>
      {search.kind === 'mistake' && <p className="mistake">The search can’t be read as a node set: {search.why}.</p>}
      {search.kind === 'names' && <p className="dim">A node set finds exact names: none of these is known here.</p>}
      <p>
        <button type="button" className="button" onClick={() => go({ statuses: [], workflow: '', deployer: '', search: '' })}>
          Show all
        </button>
      </p>
    </section>
  );
}
