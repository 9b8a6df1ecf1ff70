// The incidents that are not acknowledged, each with one line for what happened and one for what to check.
import { incidentMark } from '../../state-machines/incidents/incidents.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { useIncidents } from '../incidents/use-incidents.ts';
import { Time } from '../ui/time.tsx';

const shownMax = 2;

export function WallIncidents() {
  const nowMs = useServerSecond();
  const incidents = useIncidents().filter(({ acknowledged }) => !acknowledged);
  const more = incidents.length - shownMax;
  return (
    <section className="wall-incidents" aria-label="Incidents">
      {incidents.slice(0, shownMax).map(({ id, status, title, since, means, hint }) => (
        <article key={id} className={`wall-incident tone-${incidentMark({ status }).tone}`} data-incident={id}>
          <h2>
            <span aria-hidden="true">{incidentMark({ status }).glyph}</span> {title} <span className="wall-since">since </span>
            <Time at={since} nowMs={nowMs} />
          </h2>
          <p>{[means, hint].filter((words) => words !== null).join(' ')}</p>
        </article>
      ))}
      {more > 0 && <p>{`${more} more ${more === 1 ? 'incident' : 'incidents'}`}</p>}
    </section>
  );
}
