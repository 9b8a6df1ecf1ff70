// The page of one deployment: its status, what failed first, its prerequisites, its parameters, and its machines by batch. Follows the feed.
import { useRef } from 'react';
import type { DeploymentSummary, DeploymentView } from '../../state-machines/deployment/deployment.ts';
import { deploymentViewSchema } from '../../state-machines/deployment/deployment.ts';
import { leaveDeployment } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { useFollowed } from '../feed/use-followed.ts';
import { useShortcuts } from '../shortcuts.ts';
import { DeploymentHead } from './deployment-head.tsx';
import { DeploymentWhy } from './deployment-why.tsx';
import { Machines } from './machines.tsx';
import { Parameters } from './parameters.tsx';
import { Prerequisites } from './prerequisites.tsx';

export function DeploymentPage({ id }: { id: string }) {
  const summary = useFeedState('deployments').get(id);
  useShortcuts({ Escape: leaveDeployment });
  return summary ? <KnownDeployment summary={summary} /> : <UnknownDeployment id={id} />;
}

function KnownDeployment({ summary }: { summary: DeploymentSummary }) {
  const { answer, problem } = useFollowed(`/api/v1/deployments/${encodeURIComponent(summary.id)}`, deploymentViewSchema, summary);
  const page = useRef<HTMLElement>(null);
  return (
    <section ref={page} className="deployments-page" aria-label="Deployment" tabIndex={0} data-deployment={summary.id}>
      <DeploymentHead summary={summary} />
      {problem !== null && <p className="mistake">Cannot refresh the machines: {problem}. Retrying.</p>}
      {answer ? <Whole deployment={answer} scroller={page} /> : <p className="no-run">Loading the machines</p>}
    </section>
  );
}

function Whole({ deployment, scroller }: { deployment: DeploymentView; scroller: React.RefObject<HTMLElement | null> }) {
  return (
    <>
      <DeploymentWhy deployment={deployment} />
      <Prerequisites prerequisites={deployment.prerequisites} />
      <Parameters parameters={deployment.parameters} />
      <Machines deployment={deployment} scroller={scroller} />
    </>
  );
}

function UnknownDeployment({ id }: { id: string }) {
  return (
    <section className="nothing-here">
      <h2>Unknown deployment {id}</h2>
      <p className="dim">It may be too old: only the newest 500 deployments are stored.</p>
      <p>
        <button type="button" className="button" onClick={leaveDeployment}>
          All deployments
        </button>
      </p>
    </section>
  );
}
