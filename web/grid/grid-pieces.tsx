// The pieces of racks in one line of the grid.
import { memo } from 'react';
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { urgencyOf, type Urgency } from '../../state-machines/view/urgency.ts';
import { statusTable } from '../../state-machines/vocabulary.ts';
import { cellPx, gapPx, type GridLayout, type GridLine } from './grid-layout.ts';

interface Props {
  line: GridLine;
  layout: GridLayout;
  selected: string | null;
  nowMs: number;
}

export function GridPieces({ line, layout: { cellsPerPiece, labelPx }, selected, nowMs }: Props) {
  const width = labelPx + cellsPerPiece * cellPx + gapPx;
  return line.map((piece) => (
    <div key={piece.cells[0]?.id} role="presentation" className="grid-piece" style={{ width }}>
      <span role="rowheader" className={piece.begins ? 'grid-rack' : 'grid-rack dim'} style={{ width: labelPx - 2 }} title={piece.rack}>
        {piece.begins ? piece.rack : <span className="out-of-sight">{piece.rack}, continued</span>}
      </span>
      {piece.cells.map((backend) => (
        <BackendCell key={backend.id} backend={backend} urgency={urgencyOf(backend, nowMs)} selected={backend.id === selected} />
      ))}
    </div>
  ));
}

interface CellProps {
  backend: BackendSummary;
  urgency: Urgency;
  selected: boolean;
}

const BackendCell = memo(function BackendCell({ backend, urgency, selected }: CellProps) {
  const { id, status } = backend;
  return (
    <div
      id={`cell-${id}`}
      role="gridcell"
      aria-label={`${nameOf(backend)} ${status}${urgency === 'known' ? ', acknowledged or muted' : ''}`}
      aria-selected={selected}
      className={`grid-cell tone-${statusTable[status].tone}`}
      data-backend={id}
      data-status={status}
      data-urgency={urgency}
    >
      {statusTable[status].glyph}
    </div>
  );
}, samePicture);

/** A cell shows only the status: other changes of a backend render nothing. */
function samePicture(a: CellProps, b: CellProps): boolean {
  return (
    a.backend.id === b.backend.id &&
    a.backend.status === b.backend.status &&
    nameOf(a.backend) === nameOf(b.backend) &&
    a.urgency === b.urgency &&
    a.selected === b.selected
  );
}
