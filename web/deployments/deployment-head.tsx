// The head of a deployment's page: its title, status, user, order and progress.
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import { deploymentMarks, orderWords } from '../../state-machines/view/deployment-words.ts';
import { leaveDeployment } from '../address.ts';
import { useFeedState, useServerSecond } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';
import { When } from './deployment-row.tsx';
import { ProgressBar } from './progress.tsx';

export function DeploymentHead({ summary }: { summary: DeploymentSummary }) {
  const { title, id, status, state } = summary;
  const mark = deploymentMarks[status];
  return (
    <header className="deployment-head">
      <div className="deployment-title">
        <button type="button" className="button" onClick={leaveDeployment}>
          ← All deployments <span className="dim">Esc</span>
        </button>
        <h2>{title || id}</h2>
        <StatusMark {...mark} />
        {state !== '' && state !== mark.word && <span className="dim">{state}</span>}
      </div>
      <Facts summary={summary} />
      <ProgressBar deployment={summary} />
    </header>
  );
}

function Facts({ summary }: { summary: DeploymentSummary }) {
  const { user, workflow, reportedAt } = summary;
  const nowMs = useServerSecond();
  const deployer = useFeedState('workflows').get(workflow)?.deployer ?? workflow;
  const order = orderWords(summary);
  return (
    <p className="deployment-facts">
      <span>{deployer}</span>
      {user !== null && <span>by {user}</span>}
      {order !== null && <span>{order}</span>}
      <span>
        <When deployment={summary} />
      </span>
      <span className="dim">
        last report <Time at={reportedAt} nowMs={nowMs} />
      </span>
    </p>
  );
}
