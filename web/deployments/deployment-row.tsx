// One deployment in the list: its status, progress, user and times, and what is wrong with it.
import { memo } from 'react';
import { isOver, type DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import { deploymentMarks } from '../../state-machines/view/deployment-words.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import { useFeedState, useServerSecond } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { Progress } from './progress.tsx';

export const DeploymentRow = memo(function DeploymentRow({ deployment }: { deployment: DeploymentSummary }) {
  const { id, title, status, state, user, workflow } = deployment;
  const deployer = useFeedState('workflows').get(workflow)?.deployer ?? workflow;
  const mark = deploymentMarks[status];
  return (
    <li className={`deployment-row tone-${mark.tone}`} data-deployment={id} data-status={status}>
      <StatusMark {...mark} />
      <span className="deployment-what">
        <ViewLink className="deployment-link" to={{ deployment: id, members: [] }}>
          {title || id}
        </ViewLink>{' '}
        <span className="dim">
          {deployer}
          {state !== '' && state !== mark.word && ` · ${state}`}
        </span>
      </span>
      <Progress deployment={deployment} />
      <span className="deployment-who">
        {user !== null && user}
        <span className="dim">
          {user !== null && ' · '}
          <When deployment={deployment} />
        </span>
      </span>
      <Wrong deployment={deployment} />
    </li>
  );
});

/** When it started, and how long it has been running or took. */
export function When({ deployment }: { deployment: Pick<DeploymentSummary, 'status' | 'startedAt' | 'endedAt' | 'reportedAt'> }) {
  const nowMs = useServerSecond();
  const { startedAt, endedAt, reportedAt } = deployment;
  if (startedAt === null) return 'not started';
  const over = endedAt ?? (isOver(deployment) ? reportedAt : null);
  const took = (over === null ? nowMs : Date.parse(over)) - Date.parse(startedAt);
  return (
    <>
      since <Time at={startedAt} nowMs={nowMs} />
      {over === null ? ', for ' : ', took '}
      {durationText(Math.max(0, took))}
    </>
  );
}

function Wrong({ deployment: { error, brokenPrerequisites: broken } }: { deployment: DeploymentSummary }) {
  if (error === null && broken === 0) return null;
  return (
    <span className="deployment-wrong">
      {broken > 0 && (
        <span className="deployment-broken">
          {broken} {broken === 1 ? 'prerequisite' : 'prerequisites'} broken{' '}
        </span>
      )}
      {error}
    </span>
  );
}
