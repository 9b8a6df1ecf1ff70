// The machines of a deployment, batch by batch. Only the rows in view are in the document, so that thousands scroll with the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { DeploymentView } from '../../state-machines/deployment/deployment.ts';
import { countMembers } from '../../state-machines/deployment/deployment-words.ts';
import { useAddress } from '../address.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { useSize } from '../ui/use-size.ts';
import { memberColumns } from './deployment-columns.ts';
import { MemberFilter } from './member-filter.tsx';
import { memberLines, type MemberLine } from './member-lines.ts';
import { MemberRow } from './member-row.tsx';
import { useBackendOf } from './use-backend-of.ts';
import { useMemberKeys } from './use-member-keys.ts';

interface Props {
  deployment: DeploymentView;
  scroller: RefObject<HTMLElement | null>;
}

/** What a row is likely to need; its real height is measured. */
const likelyPx = { batch: 40, member: 33 };

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
        <Rows lines={lines} deployment={deployment} scroller={scroller} />
      )}
    </section>
  );
}

function whyNone({ members }: DeploymentView): string {
  return members.length === 0 ? 'None has been told of yet.' : 'None is so.';
}

function Rows({ lines, deployment, scroller }: Props & { lines: readonly MemberLine[] }) {
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

/** What stands above the list, and how high it is, is part of the same scroller. */
function useRows({ lines, deployment, list, scroller }: Props & { lines: readonly MemberLine[]; list: RefObject<HTMLElement | null> }) {
  const [scrollMargin, setMargin] = useState(0);
  const { width } = useSize(scroller);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [list, deployment, width]);
  // What it returns is read anew at every drawing and never kept.
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
