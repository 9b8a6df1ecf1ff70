// The first view: every backend, most urgent first.
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { IncidentCards } from '../incidents/incident-cards.tsx';
import { NotLoaded } from '../not-loaded.tsx';
import { BackendTable } from './table/backend-table.tsx';
import { Controls } from './filters/controls.tsx';
import { NoBackends, NoMatch } from './nothing-here.tsx';
import { useStillness } from './use-stillness.ts';
import { useShown, useTableLines } from './table/use-table-lines.ts';

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
