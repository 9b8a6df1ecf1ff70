// The cells by rack, and the details of the one under the pointer or selected. Only the visible lines are in the document.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { go } from '../address.ts';
import { useServerTenSeconds } from '../feed/hooks.ts';
import { useSize } from '../ui/use-size.ts';
import { CellFacts } from './cell-facts.tsx';
import { cellPx, layOut, placeOf } from './grid-layout.ts';
import { GridPieces } from './grid-pieces.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import './grid.css';

export function BackendGrid({ backends }: { backends: readonly BackendSummary[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useSize(scroller);
  const layout = useMemo(() => layOut(backends, width), [backends, width]);
  const { lines } = layout;
  // oxlint-disable-next-line react/incompatible-library -- read on every render, never stored
  const rows = useVirtualizer({
    count: width === 0 ? 0 : lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellPx,
    overscan: 8,
  });
  const { selected, select } = useGridKeys(lines, (line) => rows.scrollToIndex(line, { align: 'auto' }));
  const [pointed, setPointed] = useState<string | null>(null);
  const nowMs = useServerTenSeconds();
  const inView = rows.getVirtualItems();
  const selectedLine = placeOf(lines, selected)?.line;
  const shown = backends.find(({ id }) => id === (pointed ?? selected));
  return (
    <>
      {/* The keys belong to the whole page: see use-grid-keys.ts. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        ref={scroller}
        className="backend-grid"
        role="grid"
        aria-label="Backends by rack"
        aria-rowcount={lines.length}
        aria-activedescendant={inView.some(({ index }) => index === selectedLine) ? `cell-${selected}` : undefined}
        tabIndex={0}
        onPointerOver={(event) => setPointed(backendAt(event))}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const id = backendAt(event);
          if (id === null) return;
          select(id);
          go({ backend: id, run: null });
        }}
      >
        <div role="presentation" className="grid-lines" style={{ height: rows.getTotalSize() }}>
          {inView.map(({ index, start, key }) => (
            <div key={key} role="row" aria-rowindex={index + 1} className="grid-line" style={{ transform: `translateY(${start}px)` }}>
              <GridPieces line={lines[index] ?? []} layout={layout} selected={selected} nowMs={nowMs} />
            </div>
          ))}
        </div>
      </div>
      <CellFacts backend={shown} />
    </>
  );
}

function backendAt({ target }: PointerEvent | MouseEvent): string | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-backend]') : null;
  return cell?.dataset['backend'] ?? null;
}
