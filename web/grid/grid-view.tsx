// Every backend as a cell, by rack. A cell keeps its place whatever its status, so that users can find a machine by its place.
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { IncidentCards } from '../incidents/incident-cards.tsx';
import { NotLoaded } from '../not-loaded.tsx';
import { Controls } from '../fleet/filters/controls.tsx';
import { NoBackends } from '../fleet/no-backends.tsx';
import { NoMatch } from '../fleet/no-match.tsx';
import { useShown } from '../fleet/use-shown.ts';
import { BackendGrid } from './backend-grid.tsx';

export function GridView() {
  const loaded = useFeedState('loaded');
  const { all, shown } = useShown(useAddress());
  if (!loaded) return <NotLoaded />;
  if (all.length === 0) return <NoBackends />;
  return (
    <>
      <Controls all={all} shown={shown} />
      <IncidentCards />
      {shown.length === 0 ? <NoMatch /> : <BackendGrid backends={shown} />}
    </>
  );
}
