// The layout of the grid: racks are cut into pieces that fit the width, and as many pieces as fit are placed side by side. Pure.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { rackOf } from './rack-of.ts';

/** Pixels: a cell of 28 and a gap of 2. */
export const cellPx = 30;
export const gapPx = 24;
const labelsPx = { wide: 120, narrow: 84 };

/** A piece of a rack. */
export interface Piece {
  rack: string;
  /** Whether this is the first piece of the rack. */
  begins: boolean;
  cells: readonly BackendSummary[];
}
/** Pieces side by side. */
export type GridLine = readonly Piece[];

export interface GridLayout {
  lines: readonly GridLine[];
  /** Cells of the longest piece: all pieces have its width. */
  cellsPerPiece: number;
  /** Width of a rack's name. */
  labelPx: number;
}

/** `backends`: ordered by name. `widthPx`: width of the whole grid. */
export function layOut(backends: readonly BackendSummary[], widthPx: number): GridLayout {
  const racks = Map.groupBy(backends, (backend) => rackOf(nameOf(backend)) ?? 'others');
  const largest = Math.max(1, ...Array.from(racks.values(), ({ length }) => length));
  const labelPx = widthPx < 700 ? labelsPx.narrow : labelsPx.wide;
  const fitting = Math.max(1, Math.floor((widthPx - labelPx) / cellPx));
  // A rack that does not fit is cut into equal pieces.
  const cellsPerPiece = Math.min(fitting, Math.ceil(largest / Math.ceil(largest / fitting)));
  const abreast = Math.max(1, Math.floor((widthPx + gapPx) / (labelPx + cellsPerPiece * cellPx + gapPx)));
  const pieces = [...racks].flatMap(([rack, cells]) =>
    slices(cells, cellsPerPiece).map((some, i) => ({ rack, begins: i === 0, cells: some })),
  );
  return { lines: slices(pieces, abreast), cellsPerPiece, labelPx };
}

function slices<T>(all: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, i) => all.slice(i * length, (i + 1) * length));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

interface Place {
  line: number;
  piece: number;
  cell: number;
}

/** The backend next to `id`; `id` itself at the edge; the first of all if `id` is not in the grid. */
export function neighbour(lines: readonly GridLine[], id: string | null, direction: Direction): { id: string; line: number } | null {
  const at = placeOf(lines, id);
  if (!at) return found(lines, { line: 0, piece: 0, cell: 0 });
  const step = direction === 'left' || direction === 'up' ? -1 : 1;
  const along = direction === 'left' || direction === 'right';
  return (along ? beside(lines, at, step) : found(lines, { ...at, line: at.line + step })) ?? found(lines, at);
}

/** Continues in the next piece, in reading order. */
function beside(lines: readonly GridLine[], { line, piece, cell }: Place, step: 1 | -1): { id: string; line: number } | null {
  if (lines[line]?.[piece]?.cells[cell + step]) return found(lines, { line, piece, cell: cell + step });
  const far = step === 1 ? 0 : Infinity;
  return found(lines, { line, piece: piece + step, cell: far }, true) ?? found(lines, { line: line + step, piece: far, cell: far });
}

/** The cell at that place, or the nearest in that line. */
function found(lines: readonly GridLine[], { line, piece, cell }: Place, exactPiece = false): { id: string; line: number } | null {
  const pieces = lines[line];
  if (!pieces || (exactPiece && !pieces[piece])) return null;
  const cells = (pieces[piece] ?? pieces.at(-1))?.cells;
  const backend = cells?.[Math.max(0, cell)] ?? cells?.at(-1);
  return backend ? { id: backend.id, line } : null;
}

export function placeOf(lines: readonly GridLine[], id: string | null): Place | null {
  if (id === null) return null;
  for (const [line, pieces] of lines.entries()) {
    for (const [piece, { cells }] of pieces.entries()) {
      const cell = cells.findIndex((backend) => backend.id === id);
      if (cell >= 0) return { line, piece, cell };
    }
  }
  return null;
}
