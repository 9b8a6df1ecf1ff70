// One machine of a deployment: its state in the deployer's words, the progress of its run, and the reason if it failed.
import { memo, useMemo, type MouseEvent } from 'react';
import type { DeploymentView, MemberView } from '../../state-machines/deployment/deployment.ts';
import { memberMark } from '../../state-machines/view/deployment-words.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { useFeedState, useServerSecond } from '../feed/hooks.ts';
import { segmentsOf } from '../run/segments.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';

interface Props {
  member: MemberView;
  deployment: Pick<DeploymentView, 'id' | 'status'>;
  backend: BackendSummary | undefined;
  rowIndex: number;
  selected: boolean;
  /** Called with the machine's name. */
  onOpen: (name: string) => void;
}

export const MemberRow = memo(function MemberRow({ member, deployment, backend, rowIndex, selected, onOpen }: Props) {
  const { backend: name, status, state, detail, why, batch } = member;
  const mark = memberMark(status, deployment);
  const open = (event: MouseEvent) => {
    if (!backend || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(name);
  };
  const words = detail ?? why;
  return (
    // The keys that open a row belong to the whole page: see use-member-keys.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`member-${name}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      className={`member-row tone-${mark.tone} ${backend ? 'member-known' : ''}`}
      data-member={name}
      data-status={status}
      data-batch={batch}
      onClick={open}
    >
      <span role="gridcell" className="member-status">
        <StatusMark {...mark} />
      </span>
      <span role="gridcell" className="member-name">
        {backend ? (
          <a href={`?backend=${encodeURIComponent(backend.id)}`} tabIndex={-1}>
            {name}
          </a>
        ) : (
          name
        )}
      </span>
      <span role="gridcell" className="member-bar">
        {backend && <MemberBar backend={backend} deployment={deployment.id} />}
      </span>
      <span role="gridcell" className="member-words">
        {state !== mark.word && <span>{state} </span>}
        {words !== null && words !== state && <span className={status === 'failed' ? 'member-wrong' : 'dim'}>{words}</span>}
      </span>
      <span role="gridcell" className="member-when dim">
        <Times member={member} />
      </span>
    </div>
  );
}, samePicture);

/** Shows nothing of a run that is not part of this deployment. */
function MemberBar({ backend: { run, workflow: name }, deployment }: { backend: BackendSummary; deployment: string }) {
  const workflow = useFeedState('workflows').get(name);
  const own = run?.deployment === deployment ? run : null;
  const segments = useMemo(() => (own ? segmentsOf(own, workflow) : []), [own, workflow]);
  return segments.length === 0 ? null : <StageBar segments={segments} />;
}

function Times({ member: { startedAt, endedAt, status } }: { member: MemberView }) {
  const nowMs = useServerSecond();
  if (startedAt === null) return null;
  const endMs = endedAt === null ? nowMs : Date.parse(endedAt);
  const counts = endedAt !== null || status === 'running';
  return (
    <>
      <Time at={startedAt} nowMs={nowMs} />
      {counts && ` ${endedAt === null ? 'for' : 'took'} ${durationText(Math.max(0, endMs - Date.parse(startedAt)))}`}
    </>
  );
}

/** `onOpen` is a new function on every render, and does the same; a machine is a new object with each answer of the server. */
function samePicture(a: Props, b: Props): boolean {
  return (
    a.backend === b.backend &&
    a.selected === b.selected &&
    a.rowIndex === b.rowIndex &&
    a.deployment.status === b.deployment.status &&
    (Object.keys(a.member) as (keyof MemberView)[]).every((key) => a.member[key] === b.member[key])
  );
}
