// One deployment: how it stands, what went wrong first, its prerequisites, its parameters, and its machines by batch. Follows the feed.
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
      {problem !== null && <p className="mistake">The machines are not up to date: {problem}. It is asked again.</p>}
      {answer ? <Whole deployment={answer} scroller={page} /> : <p className="no-run">Asking the server for its machines</p>}
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
      <h2>No deployment {id} is known.</h2>
      <p className="dim">It may be too long ago: the newest 500 are kept.</p>
      <p>
        <button type="button" className="button" onClick={leaveDeployment}>
          All deployments
        </button>
      </p>
    </section>
  );
}
