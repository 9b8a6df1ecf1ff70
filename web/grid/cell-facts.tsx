// The details of one backend below the grid: the same as its row in the table. Always the same height, so that nothing jumps.
import { useMemo } from 'react';
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { urgencyOf } from '../../state-machines/view/urgency.ts';
import { statusMark, statusTable, statuses } from '../../state-machines/vocabulary.ts';
import { useFeedState, useServerTenSeconds } from '../feed/hooks.ts';
import { ExpectedEnd, Started, TimeInStage } from '../fleet/row/row-times.tsx';
import { StageAndNext } from '../fleet/row/stage-and-next.tsx';
import { saysWhy } from '../fleet/row/says-why.ts';
import { WhyWords } from '../fleet/row/why-words.tsx';
import { segmentsOf } from '../run/segments.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { StatusMark } from '../ui/status-mark.tsx';

export function CellFacts({ backend }: { backend: BackendSummary | undefined }) {
  return (
    <section className="cell-facts" aria-label="Selected backend">
      {backend ? <Facts backend={backend} /> : <Legend />}
    </section>
  );
}

function Legend() {
  return (
    <p className="cell-legend">
      {statuses.map((status) => (
        <StatusMark key={status} {...statusMark(status)} />
      ))}
      <span className="dim">Point at a cell or use the arrow keys. Enter opens the backend.</span>
    </p>
  );
}

function Facts({ backend }: { backend: BackendSummary }) {
  const { status, ip, mac, host, workflow: name, run } = backend;
  const workflow = useFeedState('workflows').get(name);
  const segments = useMemo(() => (run ? segmentsOf(run, workflow) : []), [run, workflow]);
  const urgency = urgencyOf(backend, useServerTenSeconds());
  return (
    <>
      <div className={`facts-line tone-${statusTable[status].tone}`}>
        <StatusMark {...statusMark(status)} />
        <strong>{nameOf(backend)}</strong>
        <span className="dim">{[host === null ? null : ip, mac, name].filter((fact) => fact !== null).join(' · ')}</span>
        {run && (
          <>
            <span className="facts-bar">
              <StageBar segments={segments} />
            </span>
            <span className="facts-stage">
              <StageAndNext run={run} />
            </span>
            <TimeInStage run={run} />
            <span className="dim">
              started <Started at={run.startedAt} /> <ExpectedEnd run={run} workflow={name} />
            </span>
          </>
        )}
      </div>
      <div className={`facts-line tone-${statusTable[status].tone}`} data-urgency={urgency}>
        {saysWhy(backend, urgency) ? <WhyWords backend={backend} urgency={urgency} /> : <span className="dim">{run?.message}</span>}
      </div>
    </>
  );
}
