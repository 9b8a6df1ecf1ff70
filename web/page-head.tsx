// The top line of the page: its name, the views, the search, whether it is live, and the server's time.
import { useAddress } from './address.ts';
import { connectionWords } from './connection-words.ts';
import { useFeedState } from './feed/hooks.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { SearchBox } from './fleet/filters/search-box.tsx';
import { SourcesAlive } from './sources-alive.tsx';
import { ServerTime } from './server-time.tsx';
import { Tabs } from './tabs.tsx';
import { ViewLink } from './ui/view-link.tsx';

const everything = {
  view: 'table',
  backend: null,
  run: null,
  statuses: [],
  workflow: '',
  deployer: '',
  deployment: null,
  members: [],
  search: '',
  sort: 'urgency',
  descending: false,
} as const;

export function PageHead() {
  const connection = useFeedState('connection');
  const { view, backend, search } = useAddress();
  return (
    <header className="page-head">
      <h1>
        <ViewLink to={everything}>install-checklist</ViewLink>
      </h1>
      <Tabs />
      <span className="page-head-gap" />
      {backend === null && view !== 'sources' && view !== 'deployments' && <SearchBox value={search} />}
      <span role="status" className={`connection connection-${connection}`}>
        {connectionWords[connection]}
      </span>
      <SourcesAlive />
      <ServerTime />
      <KeyboardHelp />
    </header>
  );
}
