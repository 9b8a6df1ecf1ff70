// The table of backends. Only the rows in view are in the document, so that ten thousand scroll.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type RefObject } from 'react';
import { inTrouble } from '../../state-machines/vocabulary.ts';
import { useMedia } from '../ui/use-media.ts';
import { BackendRow } from './backend-row.tsx';
import type { TableLine } from './table-lines.ts';
import { indexOfBackend, useSelection } from './use-selection.ts';
import './backend-table.css';

const columns = ['Status', 'Host', 'Workflow', 'Stages', 'Stage and next', 'Time in stage', 'Why', 'Started'];
const rowPx = 32;
/** On narrow screens a row has two lines, and three where something is to be said. */
const narrowRowPx = { short: 54, long: 76 };
const columnHeadPx = 28;

export function BackendTable({ lines }: { lines: readonly TableLine[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(lines, scroller);
  const { selected, open } = useSelection(lines, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  useEffect(() => {
    if (selected !== null && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [selected]);
  const inView = rows.getVirtualItems();
  const selectedInView = inView.some(({ index }) => isBackend(lines[index], selected));
  return (
    <div
      ref={scroller}
      className="backend-table"
      role="grid"
      aria-label="Backends"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={selectedInView ? `row-${selected}` : undefined}
      tabIndex={0}
    >
      <div className="table-heads table-columns" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column} role="columnheader">
            {column}
          </span>
        ))}
      </div>
      <div role="presentation" className="table-rows" style={{ height: rows.getTotalSize() }}>
        {inView.map(({ index, start, size, key }) => (
          <div key={key} role="presentation" className="table-line" style={{ height: size, transform: `translateY(${start}px)` }}>
            <Line line={lines[index]} index={index} selected={selected} onOpen={open} />
          </div>
        ))}
      </div>
    </div>
  );
}

function useRows(lines: readonly TableLine[], scroller: RefObject<HTMLDivElement | null>) {
  const narrow = useMedia('(max-width: 959px)');
  // What it returns is read anew at every drawing and never kept.
  // oxlint-disable-next-line react/incompatible-library
  return useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lines[index], narrow),
    getItemKey: (index) => lineKey(lines[index]),
    scrollPaddingStart: columnHeadPx,
    overscan: 12,
  });
}

function heightOf(line: TableLine | undefined, narrow: boolean): number {
  if (line?.kind !== 'backend' || !narrow) return rowPx;
  const { status } = line.backend;
  return inTrouble(status) || status === 'waiting' ? narrowRowPx.long : narrowRowPx.short;
}

interface LineProps {
  line: TableLine | undefined;
  index: number;
  selected: string | null;
  onOpen: (id: string) => void;
}

function Line({ line, index, selected, onOpen }: LineProps) {
  if (!line) return null;
  if (line.kind === 'backend') {
    return <BackendRow backend={line.backend} rowIndex={index + 2} selected={line.backend.id === selected} onOpen={onOpen} />;
  }
  return (
    <div className="table-group" role="row" aria-rowindex={index + 2}>
      <h2 role="gridcell" aria-colspan={columns.length}>
        {line.title} ({line.count.toLocaleString('en')})
      </h2>
    </div>
  );
}

function isBackend(line: TableLine | undefined, id: string | null): boolean {
  return line !== undefined && indexOfBackend([line], id) === 0;
}

function lineKey(line: TableLine | undefined): string {
  if (!line) return '';
  return line.kind === 'head' ? `head ${line.title}` : line.backend.id;
}
