// The head of a backend's page: its name and addresses, the status and times of the shown run, who acknowledged or muted it, and the actions.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { RunView } from '../../state-machines/view/view.ts';
import { statusMark, statusTable } from '../../state-machines/vocabulary.ts';
import { BackendActions } from '../actions/backend-actions.tsx';
import { leaveBackend, useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { InHand } from './in-hand.tsx';
import { RunTimes } from './run/run-times.tsx';

interface Props {
  backend: BackendSummary;
  run: RunView | undefined;
  /** Whether the run is not the newest. */
  earlier: boolean;
}

export function BackendHead({ backend, run, earlier }: Props) {
  // The feed has news of the newest run first.
  const newest = earlier ? run : backend.run;
  const status = newest?.status ?? backend.status;
  const { deployment } = useAddress();
  return (
    <header className={`backend-head tone-${statusTable[status].tone}`}>
      <div className="backend-who">
        <button type="button" className="button" onClick={leaveBackend}>
          ← {deployment === null ? 'All backends' : 'The deployment'} <span className="dim">Esc</span>
        </button>
        <div className="backend-title">
          <h2>{nameOf(backend)}</h2>
          <StatusMark {...statusMark(status)} />
          {earlier && <span className="dim">earlier run</span>}
        </div>
        <Facts backend={backend} workflow={run?.workflow ?? backend.workflow} deployment={newest?.deployment ?? null} />
      </div>
      <div className="backend-stand">
        {run && <RunTimes run={run} />}
        {!earlier && <BackendActions backend={backend} />}
      </div>
      <InHand backend={backend} acknowledged={newest?.acknowledged ?? null} />
    </header>
  );
}

function Facts({ backend, workflow, deployment }: { backend: BackendSummary; workflow: string; deployment: string | null }) {
  const facts = [backend.ip, backend.mac, workflow].filter((fact) => fact !== null && fact !== nameOf(backend));
  return (
    <p className="backend-facts">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {deployment !== null && <PartOf id={deployment} />}
      {!backend.declared && <span className="dim">not in the inventory</span>}
    </p>
  );
}

/** A link to the run's deployment, if that is known. */
function PartOf({ id }: { id: string }) {
  const deployment = useFeedState('deployments').get(id);
  if (!deployment) return null;
  return (
    <ViewLink className="text-link" to={{ view: 'deployments', deployment: id, members: [], backend: null, run: null }}>
      {deployment.title || id}
    </ViewLink>
  );
}
