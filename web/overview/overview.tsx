// The start page: every backend, most urgent first.
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { IncidentCards } from '../incidents/incident-cards.tsx';
import { NotLoaded } from '../not-loaded.tsx';
import { BackendTable } from './backend-table.tsx';
import { Controls } from '../fleet/filters/controls.tsx';
import { NoBackends } from '../fleet/no-backends.tsx';
import { NoMatch } from '../fleet/no-match.tsx';
import { useStillness } from './use-stillness.ts';
import { useShown } from '../fleet/use-shown.ts';
import { useTableLines } from './use-table-lines.ts';

export function Overview() {
  const address = useAddress();
  const { statuses, workflow, deployer, search, sort, descending } = address;
  const loaded = useFeedState('loaded');
  const stillness = useStillness(JSON.stringify([statuses, workflow, deployer, search, sort, descending]));
  const { all, shown } = useShown(address);
  const lines = useTableLines(shown, address, stillness.held);
  if (!loaded) return <NotLoaded />;
  if (all.length === 0) return <NoBackends />;
  return (
    <>
      <Controls all={all} shown={shown} />
      <IncidentCards still={stillness.held !== null} />
      {lines.length === 0 ? <NoMatch /> : <BackendTable lines={lines} order={{ sort, descending }} stillness={stillness} />}
    </>
  );
}
