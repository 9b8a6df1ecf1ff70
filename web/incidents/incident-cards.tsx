// The incidents, above everything else: the most urgent ones, the others on demand. While the rows below are being read, no incident appears or
// disappears, because that would move them.
import { useState } from 'react';
import type { Incident } from '../../state-machines/incidents/incidents.ts';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { useMedia } from '../ui/use-media.ts';
import { IncidentCard } from './incident-card.tsx';
import { useIncidents } from './use-incidents.ts';
import './incidents.css';

/** On a narrow screen they would push the rows out of sight. */
const shownMax = { wide: 2, narrow: 1 };

export function IncidentCards({ still = false }: { still?: boolean }) {
  const incidents = useStill(useIncidents(), still);
  const [all, setAll] = useState(false);
  const [acting, setActing] = useState<Incident | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const narrow = useMedia('(max-width: 959px)');
  const most = narrow ? shownMax.narrow : shownMax.wide;
  const shown = all ? incidents : incidents.slice(0, most);
  const more = incidents.length - most;
  const onDone = (done: string | null) => {
    setActing(null);
    setSaid(done);
  };
  return (
    <section className="incidents" aria-label="Incidents">
      {shown.map((incident, i) => (
        <IncidentCard key={incident.id} incident={incident} open={i === 0 && !narrow} onAcknowledge={() => setActing(incident)} />
      ))}
      {more > 0 && (
        <button type="button" className="quiet-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show only the most urgent' : `${more} more ${more === 1 ? 'incident' : 'incidents'}`}
        </button>
      )}
      <p role="status" className="incidents-said dim">
        {said}
      </p>
      {acting && <ActionDialog action="acknowledge" backends={acting.backends} onDone={onDone} />}
    </section>
  );
}

/** While `still`, the same incidents as before, each in its current state. */
function useStill(incidents: readonly Incident[], still: boolean): readonly Incident[] {
  const [before, setBefore] = useState(incidents);
  if (!still && before !== incidents) setBefore(incidents);
  return still ? before.map((old) => incidents.find(({ id }) => id === old.id) ?? old) : incidents;
}
