// The rows of a deployment's machines, batch by batch. Only the visible rows are in the document, so that thousands scroll smoothly.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { DeploymentView } from '../../state-machines/deployment/deployment.ts';
import { useSize } from '../ui/use-size.ts';
import type { MemberLine } from './member-lines.ts';
import { MemberRow } from './member-row.tsx';
import { useBackendOf } from './use-backend-of.ts';
import { useMemberKeys } from './use-member-keys.ts';

interface Props {
  lines: readonly MemberLine[];
  deployment: DeploymentView;
  /** The element that scrolls; the rows are only a part of what is in it. */
  scroller: RefObject<HTMLElement | null>;
}

/** Expected height of a row; the real one is measured. */
const likelyPx = { batch: 40, member: 33 };

export function MemberRows({ lines, deployment, scroller }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const rows = useRows({ lines, deployment, list, scroller });
  const backendOf = useBackendOf();
  const { selected, open } = useMemberKeys(lines, backendOf, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  const inView = rows.getVirtualItems();
  const isSelectedInView = inView.some(({ index }) => nameOf(lines[index]) === selected);
  return (
    <div
      ref={list}
      className="member-rows"
      role="grid"
      aria-label="Machines"
      aria-rowcount={lines.length}
      aria-activedescendant={selected !== null && isSelectedInView ? `member-${selected}` : undefined}
      tabIndex={0}
      style={{ height: rows.getTotalSize() }}
    >
      {inView.map(({ index, start, key }) => (
        <div
          key={key}
          ref={rows.measureElement}
          data-index={index}
          role="presentation"
          className="member-line"
          style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
        >
          <Line line={lines[index]} index={index} deployment={deployment} backendOf={backendOf} selected={selected} onOpen={open} />
        </div>
      ))}
    </div>
  );
}

/** The content above the list is in the same scroller, so its height is the list's scroll margin. */
function useRows({ lines, deployment, list, scroller }: Props & { lines: readonly MemberLine[]; list: RefObject<HTMLElement | null> }) {
  const [scrollMargin, setMargin] = useState(0);
  const { width } = useSize(scroller);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [list, deployment, width]);
  // Its result is read on every render and never stored.
  // oxlint-disable-next-line react/incompatible-library
  return useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => likelyPx[lines[index]?.kind ?? 'member'],
    getItemKey: (index) => nameOf(lines[index]) ?? `batch ${index}`,
    scrollMargin,
    overscan: 12,
  });
}

interface LineProps {
  line: MemberLine | undefined;
  index: number;
  deployment: DeploymentView;
  backendOf: ReturnType<typeof useBackendOf>;
  selected: string | null;
  onOpen: (name: string) => void;
}

function Line({ line, index, deployment, backendOf, selected, onOpen }: LineProps) {
  if (!line) return null;
  if (line.kind === 'batch') {
    return (
      <div role="row" aria-rowindex={index + 1} className="batch-head">
        <span role="gridcell" aria-colspan={5}>
          <h4>{line.title}</h4> <span className="dim">{line.words}</span>
        </span>
      </div>
    );
  }
  const { member } = line;
  return (
    <MemberRow
      member={member}
      deployment={deployment}
      backend={backendOf(member.backend)}
      rowIndex={index + 1}
      selected={member.backend === selected}
      onOpen={onOpen}
    />
  );
}

function nameOf(line: MemberLine | undefined): string | null {
  return line?.kind === 'member' ? line.member.backend : null;
}
