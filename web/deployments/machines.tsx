// The machines of a deployment: how many there are of each status, a filter by status, and the rows.
import { useMemo, type RefObject } from 'react';
import type { DeploymentView } from '../../state-machines/deployment/deployment.ts';
import { countMembers } from '../../state-machines/view/deployment-words.ts';
import { useAddress } from '../address.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { memberColumns } from './deployment-columns.ts';
import { MemberFilter } from './member-filter.tsx';
import { memberLines } from './member-lines.ts';
import { MemberRows } from './member-rows.tsx';

interface Props {
  deployment: DeploymentView;
  scroller: RefObject<HTMLElement | null>;
}

export function Machines({ deployment, scroller }: Props) {
  const { members: wanted } = useAddress();
  const lines = useMemo(() => memberLines(deployment, wanted), [deployment, wanted]);
  const counts = useMemo(() => countMembers(deployment.members), [deployment]);
  const shown = lines.flatMap((line) => (line.kind === 'member' ? [line.member] : []));
  return (
    <section className="machines" aria-labelledby="machines-title">
      <div className="section-head">
        <h3 id="machines-title">Machines ({deployment.members.length.toLocaleString('en')})</h3>
        <MemberFilter counts={counts} chosen={wanted} deployment={deployment} />
        <span className="section-head-rest" />
        <ExportMenu name="machines" rows={shown} columns={memberColumns} />
      </div>
      {lines.length === 0 ? (
        <p className="dim">{whyNone(deployment)}</p>
      ) : (
        <MemberRows lines={lines} deployment={deployment} scroller={scroller} />
      )}
    </section>
  );
}

function whyNone({ members }: DeploymentView): string {
  return members.length === 0 ? 'No machines have been reported yet.' : 'No machines match.';
}
