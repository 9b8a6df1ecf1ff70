// The number of a deployment's machines by status, problems first; each is a button that filters by its status. Several can be on.
import type { DeploymentView, MemberStatus } from '../../state-machines/deployment/deployment.ts';
import { memberMark, memberOrder } from '../../state-machines/view/deployment-words.ts';
import { go } from '../address.ts';

interface Props {
  counts: Readonly<Record<MemberStatus, number>>;
  chosen: readonly MemberStatus[];
  deployment: Pick<DeploymentView, 'status'>;
}

export function MemberFilter({ counts, chosen, deployment }: Props) {
  const there = memberOrder.filter((status) => counts[status] > 0 || chosen.includes(status));
  return (
    <div className="status-filter" role="group" aria-label="Filter by status">
      {there.map((status) => {
        const { glyph, word, tone } = memberMark(status, deployment);
        return (
          <button
            key={status}
            type="button"
            className={`status-count tone-${tone} ${status === 'failed' ? 'status-count-trouble' : ''}`}
            aria-pressed={chosen.includes(status)}
            onClick={() => go({ members: toggled(chosen, status) }, 'replace')}
          >
            <span className="status-glyph" aria-hidden="true">
              {glyph}
            </span>
            <b>{counts[status].toLocaleString('en')}</b> {word}
          </button>
        );
      })}
    </div>
  );
}

function toggled(chosen: readonly MemberStatus[], status: MemberStatus): MemberStatus[] {
  return memberOrder.filter((one) => (one === status) !== chosen.includes(one));
}
