// The page when the filters and the search leave no backend: why, and the way back to all of them.
import { go, useAddress } from '../address.ts';
import { readSearch } from './filters/match.ts';

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
