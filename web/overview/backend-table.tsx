// The table of backends. Only the visible rows are in the document, so that ten thousand scroll smoothly.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { useMedia } from '../ui/use-media.ts';
import { BackendRow } from './backend-row.tsx';
import { ColumnHeads } from './column-heads.tsx';
import { GroupHead } from './group-head.tsx';
import type { Order } from '../fleet/row-order.ts';
import { idsOfNeedy, type TableLine } from '../fleet/table-lines.ts';
import { heightOf } from './row-height.ts';
import { indexOfBackend, useSelection } from './use-selection.ts';
import type { Stillness } from './use-stillness.ts';
import './backend-table.css';
import './backend-row.css';

const columnHeadPx = 28;

interface Props {
  lines: readonly TableLine[];
  order: Order;
  stillness: Stillness;
}

export function BackendTable({ lines, order, stillness }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(lines, scroller);
  const hold = () => stillness.hold(() => idsOfNeedy(lines));
  const { selected, open } = useSelection(lines, (index) => {
    rows.scrollToIndex(index, { align: 'auto' });
    if (isNeedy(lines[index])) hold();
  });
  const onPointerMove = ({ target }: PointerEvent) => {
    if (target instanceof Element && target.closest('[data-urgency="needs you"]')) hold();
  };
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
      onPointerMove={onPointerMove}
      onPointerLeave={stillness.release}
    >
      <ColumnHeads order={order} />
      <div role="presentation" className="table-rows" style={{ height: rows.getTotalSize() }}>
        {inView.map(({ index, start, size, key }) => (
          <div key={key} role="presentation" className="table-line" style={{ height: size, transform: `translateY(${start}px)` }}>
            <Line line={lines[index]} index={index} selected={selected} onOpen={open} onRelease={stillness.release} />
          </div>
        ))}
      </div>
    </div>
  );
}

function useRows(lines: readonly TableLine[], scroller: RefObject<HTMLDivElement | null>) {
  const narrow = useMedia('(max-width: 959px)');
  // Its result is read on every render and never stored.
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

interface LineProps {
  line: TableLine | undefined;
  index: number;
  selected: string | null;
  onOpen: (id: string) => void;
  onRelease: () => void;
}

function Line({ line, index, selected, onOpen, onRelease }: LineProps) {
  if (!line) return null;
  if (line.kind === 'head') return <GroupHead line={line} rowIndex={index + 2} onRelease={onRelease} />;
  const { backend, urgency } = line;
  return <BackendRow backend={backend} urgency={urgency} rowIndex={index + 2} selected={backend.id === selected} onOpen={onOpen} />;
}

function isNeedy(line: TableLine | undefined): boolean {
  return line?.kind === 'backend' && line.urgency === 'needs you';
}

function isBackend(line: TableLine | undefined, id: string | null): boolean {
  return line !== undefined && indexOfBackend([line], id) === 0;
}

function lineKey(line: TableLine | undefined): string {
  if (!line) return '';
  return line.kind === 'head' ? `head ${line.urgency}` : line.backend.id;
}
