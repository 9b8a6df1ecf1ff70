// The progress of a deployment: its machines by status, as a bar and in words. The bar shows no more than the words.
import type { DeploymentSummary, MemberStatus } from '../../state-machines/deployment/deployment.ts';
import { countsWords, memberMark } from '../../state-machines/view/deployment-words.ts';

/** The parts of the bar, from the left. */
const fills: Record<MemberStatus, 'filled' | 'empty'> = {
  done: 'filled',
  held: 'filled',
  running: 'filled',
  aborted: 'filled',
  failed: 'filled',
  'not-started': 'empty',
};
const barOrder = Object.keys(fills) as MemberStatus[];

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
            className={fills[status] === 'empty' ? '' : `bar-filled tone-${memberMark(status, deployment).tone}`}
            style={{ flexGrow: counts[status] }}
          />
        ),
      )}
    </span>
  );
}
