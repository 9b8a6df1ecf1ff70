// As many backends as fit on the wall: those that need attention first, then those that are installing.
import { useMemo, useRef } from 'react';
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { statusMark, statusTable } from '../../state-machines/vocabulary.ts';
import { useFeedState, useServerTenSeconds } from '../feed/hooks.ts';
import { ExpectedEnd, TimeInStage } from '../fleet/row/row-times.tsx';
import { StageAndNext } from '../fleet/row/stage-and-next.tsx';
import { tableLines } from '../fleet/table-lines.ts';
import { WhyWords } from '../fleet/row/why-words.tsx';
import { segmentsOf } from '../run/segments.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { useSize } from '../ui/use-size.ts';
import { fitRows, moreWords, rowEm, type WallRow } from './fit.ts';

const order = { sort: 'urgency', descending: false, held: null } as const;

export function WallRows({ backends, letterPx }: { backends: readonly BackendSummary[]; letterPx: number }) {
  const list = useRef<HTMLElement>(null);
  const { height } = useSize(list);
  const nowMs = useServerTenSeconds();
  const rows = useMemo(() => rowsOf(backends, nowMs), [backends, nowMs]);
  const shown = fitRows(rows, height / letterPx);
  const more = moreWords(rows, shown.length);
  const needy = rows.some(({ urgency }) => urgency === 'needs you');
  return (
    <section ref={list} className="wall-rows" aria-label="Backends">
      {!needy && <p className="wall-well tone-installed">✔ Nothing needs you</p>}
      {shown.map((row) => (
        <Row key={row.backend.id} row={row} />
      ))}
      {more !== null && <p className="wall-more">{more}</p>}
    </section>
  );
}

function rowsOf(backends: readonly BackendSummary[], nowMs: number): WallRow[] {
  return tableLines(backends, { ...order, nowMs }).flatMap((line) => (line.kind === 'backend' && line.urgency !== 'others' ? [line] : []));
}

function Row({ row: { backend, urgency } }: { row: WallRow }) {
  const { id, status, run, workflow: name } = backend;
  const workflow = useFeedState('workflows').get(name);
  const segments = useMemo(() => (run ? segmentsOf(run, workflow) : []), [run, workflow]);
  return (
    <div
      className={`wall-row tone-${statusTable[status].tone}`}
      style={{ height: `${rowEm[urgency]}em` }}
      data-backend={id}
      data-status={status}
    >
      <StatusMark {...statusMark(status)} />
      <strong>{nameOf(backend)}</strong>
      <StageBar segments={segments} />
      <span className="wall-stage">{run && <StageAndNext run={run} />}</span>
      <span>{run && <TimeInStage run={run} />}</span>
      <span className="dim">{run && <ExpectedEnd run={run} workflow={name} />}</span>
      {urgency !== 'installing' && (
        <span className="wall-why">
          <WhyWords backend={backend} urgency={urgency} />
        </span>
      )}
    </div>
  );
}
