// The first view: every backend, most urgent first.
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { BackendTable } from './backend-table.tsx';
import { NoBackends, NoMatch } from './nothing-here.tsx';
import { SearchBox } from './search-box.tsx';
import { StatusFilter } from './status-filter.tsx';
import { useTableLines } from './use-table-lines.ts';
import './overview.css';

export function Overview() {
  const address = useAddress();
  const loaded = useFeedState('loaded');
  const { lines, counts, total } = useTableLines(address);
  if (!loaded) return <NotLoaded />;
  if (total === 0) return <NoBackends />;
  return (
    <>
      <div className="overview-controls">
        <StatusFilter counts={counts} chosen={address.statuses} />
        <SearchBox value={address.search} />
      </div>
      {lines.length === 0 ? <NoMatch /> : <BackendTable lines={lines} />}
      <p className="overview-keys dim" aria-hidden="true">
        <kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> back
      </p>
    </>
  );
}
