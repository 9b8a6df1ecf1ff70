// The head line: what this is, the ways to look at it, whether it is live, and the server's time.
import { useAddress, views } from './address.ts';
import { useFeedState, useServerSecond } from './feed/hooks.ts';
import type { Connection } from './feed/store.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { SearchBox } from './overview/filters/search-box.tsx';
import { SourcesAlive } from './sources-alive.tsx';
import { timeText } from './ui/time-format.ts';
import { ViewLink } from './ui/view-link.tsx';
import { toggleZone, useZone } from './ui/zone.ts';

export const connectionWords: Record<Connection, string> = { live: '● live', connecting: '○ connecting', lost: '✖ not connected' };
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

function Tabs() {
  const { view, backend } = useAddress();
  const anyDeployment = useFeedState('deployments').size > 0;
  const shown = views.filter((name) => name !== 'deployments' || anyDeployment || view === name);
  return (
    <nav className="tabs" aria-label="Views">
      {shown.map((name) => (
        <ViewLink
          key={name}
          to={{ view: name, backend: null, run: null, deployment: null, members: [] }}
          aria-current={name === view ? (backend === null ? 'page' : 'true') : undefined}
        >
          {name}
        </ViewLink>
      ))}
    </nav>
  );
}

function ServerTime() {
  const nowMs = useServerSecond();
  const zone = useZone();
  const loaded = useFeedState('loaded');
  // Before the first frame the server's time is not known.
  if (!loaded) return null;
  const other = zone === 'UTC' ? 'local time' : 'UTC';
  return (
    <button
      type="button"
      className="quiet-button server-time"
      onClick={toggleZone}
      title={`The server's time. Show all times in ${other}.`}
    >
      {timeText(nowMs, zone, nowMs)} {zone}
      <span className="out-of-sight">. Show times in {other}</span>
    </button>
  );
}
