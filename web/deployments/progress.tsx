// The progress of a deployment: its machines by status, as a bar and in words. The bar shows no more than the words.
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import { countsWords, memberMark } from '../../state-machines/view/deployment-words.ts';

const barOrder = ['done', 'held', 'running', 'aborted', 'failed', 'not-started'] as const;

type Counted = Pick<DeploymentSummary, 'counts' | 'status'>;

export function Progress({ deployment }: { deployment: Counted }) {
  return (
    <span className="deployment-progress">
      <ProgressBar deployment={deployment} />
      <span>{countsWords(deployment)}</span>
    </span>
  );
}

export function ProgressBar({ deployment }: { deployment: Counted }) {
  const { counts } = deployment;
  return (
    <span className="deployment-bar" aria-hidden="true">
      {barOrder.map((status) =>
        counts[status] === 0 ? null : (
          <span
            key={status}
            className={status === 'not-started' ? '' : `bar-filled tone-${memberMark(status, deployment).tone}`}
            style={{ flexGrow: counts[status] }}
          />
        ),
      )}
    </span>
  );
}
