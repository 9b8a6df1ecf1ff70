// What went wrong: the deployer's own error, which machine failed first and why, and which machines were never started.
import type { DeploymentView, MemberView } from '../../state-machines/deployment/deployment.ts';
import { deploymentMarks, firstFailed } from '../../state-machines/view/deployment-words.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { useBackendOf } from './use-backend-of.ts';

export function DeploymentWhy({ deployment }: { deployment: DeploymentView }) {
  const { error, members, status } = deployment;
  const first = firstFailed(members);
  const notBegun = [...Map.groupBy(members, ({ why }) => why)].filter(([why]) => why !== null);
  if (error === null && !first && notBegun.length === 0) return null;
  const tone = first ? 'failed' : deploymentMarks[status].tone;
  return (
    <dl className={`run-why tone-${tone}`} aria-label="Why">
      {error !== null && <dt>Error</dt>}
      {error !== null && <dd className="run-why-reason">{error}</dd>}
      {first && <dt>First failure</dt>}
      {first && (
        <dd>
          <FailedFirst member={first} error={error} others={members.filter((member) => member.status === 'failed').length - 1} />
        </dd>
      )}
      {notBegun.length > 0 && <dt>Not deployed</dt>}
      {notBegun.length > 0 && (
        <dd>
          {notBegun.map(([why, own]) => (
            <p key={why}>
              {own.length.toLocaleString('en')} {why}
            </p>
          ))}
        </dd>
      )}
    </dl>
  );
}

/** Does not repeat what the deployer's own error says already. */
function FailedFirst({ member, error, others }: { member: MemberView; error: string | null; others: number }) {
  const nowMs = useServerSecond();
  const { backend, batch, state, detail, endedAt } = member;
  const known = useBackendOf()(backend);
  const words = detail ?? state;
  const isSaid = words === '' || error?.includes(words) === true;
  return (
    <p className="run-why-reason">
      {known ? (
        <ViewLink className="text-link" to={{ backend: known.id, run: null }}>
          {backend}
        </ViewLink>
      ) : (
        backend
      )}
      {endedAt !== null && (
        <>
          {' at '}
          <Time at={endedAt} nowMs={nowMs} />
        </>
      )}
      {batch !== null && `, in batch ${batch}`}
      {!isSaid && `: ${words}`}
      {others > 0 && <span className="dim"> {others.toLocaleString('en')} more failed after it</span>}
    </p>
  );
}
