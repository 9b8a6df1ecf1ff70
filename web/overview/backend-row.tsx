// One backend as a row: how it stands, where, since when, and why.
import { memo, useMemo, type MouseEvent } from 'react';
import type { BackendView, RunView } from '../../state-machines/view.ts';
import { gistOf } from '../run/line-gist.ts';
import { reasonOf, troubledStage } from '../run/reason.ts';
import { stepsOf } from '../run/steps.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { statusGlyphs } from '../ui/status.ts';
import { nameOf } from './host-order.ts';
import { LastHeard, Started, TimeInStage } from './row-times.tsx';

interface Props {
  backend: BackendView;
  rowIndex: number;
  selected: boolean;
  /** Called with the backend's id. */
  onOpen: (id: string) => void;
}

export const BackendRow = memo(function BackendRow({ backend, rowIndex, selected, onOpen }: Props) {
  const { id, status } = backend;
  const run = backend.runs.at(-1);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    // The keys that open a row are the whole page's: see use-selection.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`row-${id}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      className={`backend-row table-columns tone-${status}`}
      data-backend={id}
      data-status={status}
      onClick={open}
    >
      <span role="gridcell" className="cell-status">
        <StatusMark tone={status} glyph={statusGlyphs[status]} word={status} />
      </span>
      <span role="gridcell" className="cell-host">
        <a href={`?backend=${encodeURIComponent(id)}`} tabIndex={-1}>
          {nameOf(backend)}
        </a>
        {backend.ip !== null && backend.host !== null && <span className="dim cell-ip">{backend.ip}</span>}
      </span>
      <span role="gridcell" className="cell-workflow dim">
        {backend.workflow}
      </span>
      <RunCells run={run} />
    </div>
  );
}, samePicture);

/** `onOpen` is new at every drawing, and does the same. */
function samePicture(a: Props, b: Props): boolean {
  return a.backend === b.backend && a.selected === b.selected && a.rowIndex === b.rowIndex;
}

function RunCells({ run }: { run: RunView | undefined }) {
  const steps = useMemo(() => (run ? stepsOf(run) : []), [run]);
  return (
    <>
      <span role="gridcell" className="cell-bar">
        {run && <StageBar steps={steps} />}
      </span>
      <span role="gridcell" className="cell-stage">
        {run && <StageAndNext run={run} />}
      </span>
      <span role="gridcell" className="cell-time">
        {run && <TimeInStage run={run} />}
      </span>
      <span role="gridcell" className="cell-why">
        {run && <Why run={run} />}
      </span>
      <span role="gridcell" className="cell-started dim">
        {run && <Started at={run.startedAt} />}
      </span>
    </>
  );
}

function StageAndNext({ run }: { run: RunView }) {
  const count = troubledStage(run)?.count ?? 0;
  // Nothing is to be expected of a run that failed or stalled.
  const goesOn = run.status !== 'failed' && run.status !== 'stalled';
  return (
    <>
      <span className="stage-present">{run.stage}</span>
      {count > 1 && (
        <span className="stage-repeats" title={`seen ${count} times`}>
          {' '}
          × {count}
        </span>
      )}
      {run.nextStage !== null && goesOn && (
        <span className={run.status === 'late' ? 'stage-expected stage-missing' : 'stage-expected dim'}>
          <span aria-label="then">→</span> {run.nextStage}
        </span>
      )}
    </>
  );
}

function Why({ run }: { run: RunView }) {
  const { words, evidence } = useMemo(() => reasonOf(run), [run]);
  return (
    <>
      {words !== null && <span className="why-words">{words}</span>}
      {run.status === 'late' && <LastHeard at={run.lastHeardAt} />}
      {evidence && <WhyLine text={evidence.text} />}
    </>
  );
}

function WhyLine({ text }: { text: string }) {
  const gist = gistOf(text);
  return (
    <span className="why-line mono" title={text}>
      <span className="why-line-text">{gist.text}</span>
      {gist.end !== '' && <span>{gist.end}</span>}
    </span>
  );
}
