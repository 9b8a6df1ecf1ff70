// The conditions that the deployer checks before it starts, as a checklist: what it found, and what to do about a broken one.
import type { Prerequisite } from '../../state-machines/deployment/deployment.ts';
import { prerequisiteMarks } from '../../state-machines/view/deployment-words.ts';
import { StatusMark } from '../ui/status-mark.tsx';

export function Prerequisites({ prerequisites }: { prerequisites: readonly Prerequisite[] }) {
  if (prerequisites.length === 0) return null;
  const broken = prerequisites.filter(({ status }) => status === 'broken').length;
  return (
    <section aria-labelledby="prerequisites-title">
      <div className="section-head">
        <h3 id="prerequisites-title">Prerequisites</h3>
        <span className="dim">{broken === 0 ? 'none known to be broken' : `${broken} of ${prerequisites.length} broken`}</span>
      </div>
      <ul className="prerequisites">
        {prerequisites.map(({ name, status, text, remedy }) => (
          <li key={name} className={`prerequisite tone-${prerequisiteMarks[status].tone}`} data-prerequisite={status}>
            <StatusMark {...prerequisiteMarks[status]} />
            <strong>{name}</strong>
            <span>{text}</span>
            {status !== 'ok' && remedy !== null && <span className="prerequisite-remedy">{remedy}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
