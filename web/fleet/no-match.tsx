// What a view shows when no backend matches the filters and the search: why, and a button that shows all backends.
import { go, useAddress } from '../address.ts';
import { readSearch } from './filters/match.ts';

export function NoMatch() {
  const search = readSearch(useAddress().search);
  return (
    <section className="nothing-here" role="status">
      <h2>No backends match the filters.</h2>
      {search.kind === 'mistake' && <p className="mistake">The search is not a valid node set: {search.why}.</p>}
      {search.kind === 'names' && <p className="dim">A node set matches exact names only. No backend has one of these names.</p>}
      <p>
        <button type="button" className="button" onClick={() => go({ statuses: [], workflow: '', deployer: '', search: '' })}>
          Show all
        </button>
      </p>
    </section>
  );
}
