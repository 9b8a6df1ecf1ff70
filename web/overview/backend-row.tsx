// One backend as a row: its status, stage and times; if it needs attention, a second line says why.
import { memo, type MouseEvent } from 'react';
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { Urgency } from '../../state-machines/view/urgency.ts';
import { inTrouble, statusMark, statusTable } from '../../state-machines/vocabulary.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { RunCells } from './run-cells.tsx';
import { saysWhy } from '../fleet/row/says-why.ts';
import { WhyCell } from './why-cell.tsx';

interface Props {
  backend: BackendSummary;
  urgency: Urgency;
  rowIndex: number;
  selected: boolean;
  /** Called with the backend's id. */
  onOpen: (id: string) => void;
}

export const BackendRow = memo(function BackendRow({ backend, urgency, rowIndex, selected, onOpen }: Props) {
  const { id, status } = backend;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    // The keys that open a row belong to the whole page: see use-selection.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`row-${id}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      className={`backend-row table-columns tone-${statusTable[status].tone}`}
      data-backend={id}
      data-status={status}
      data-trouble={inTrouble(status)}
      data-urgency={urgency}
      onClick={open}
    >
      <span role="gridcell" className="cell-status">
        <StatusMark {...statusMark(status)} />
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
      <RunCells backend={backend} urgency={urgency} />
      {saysWhy(backend, urgency) && <WhyCell backend={backend} urgency={urgency} />}
    </div>
  );
}, samePicture);

/** `onOpen` is a new function on every render, and does the same. */
function samePicture(a: Props, b: Props): boolean {
  return a.backend === b.backend && a.urgency === b.urgency && a.selected === b.selected && a.rowIndex === b.rowIndex;
}
