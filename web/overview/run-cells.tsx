// The cells of a row about the backend's newest run: progress, stage, time in the stage, start and expected end.
import { useMemo } from 'react';
import { reasonWords } from '../../state-machines/view/reason.ts';
import type { BackendSummary, RunSummary, WorkflowSummary } from '../../state-machines/view/summary.ts';
import type { Urgency } from '../../state-machines/view/urgency.ts';
import { isExplained } from '../../state-machines/vocabulary.ts';
import { useFeedState } from '../feed/hooks.ts';
import { segmentsOf } from '../run/segments.ts';
import { StageAndNext } from '../fleet/row/stage-and-next.tsx';
import { StageBar } from '../ui/stage-bar.tsx';
import { KnownBy } from '../fleet/row/known-by.tsx';
import { ExpectedEnd, Started, TimeInStage } from '../fleet/row/row-times.tsx';
import { saysWhy } from '../fleet/row/says-why.ts';

export function RunCells({ backend, urgency }: { backend: BackendSummary; urgency: Urgency }) {
  const { run, muted, workflow: name } = backend;
  const workflow = useFeedState('workflows').get(name);
  const segments = useMemo(() => (run ? segmentsOf(run, workflow) : []), [run, workflow]);
  return (
    <>
      <span role="gridcell" className="cell-bar">
        {run && <StageBar segments={segments} />}
      </span>
      <span role="gridcell" className="cell-stage">
        {run && <StageAndNext run={run} />}
        {run && urgency === 'installing' && !saysWhy(backend, urgency) && <Words run={run} workflow={workflow} />}
        {muted && !saysWhy(backend, urgency) && (
          <span className="stage-words">
            <KnownBy backend={backend} />
          </span>
        )}
      </span>
      <span role="gridcell" className="cell-time">
        {run && <TimeInStage run={run} />}
      </span>
      <span role="gridcell" className="cell-started dim">
        {run && <Started at={run.startedAt} />}
      </span>
      <span role="gridcell" className="cell-end dim">
        {run && <ExpectedEnd run={run} workflow={name} />}
      </span>
    </>
  );
}

function Words({ run, workflow }: { run: RunSummary; workflow: WorkflowSummary | undefined }) {
  // The words of a waiting run have no duration that counts.
  const words = isExplained(run.status) ? reasonWords(run, workflow, 0) : run.message;
  return words === null ? null : <span className="stage-words dim">{words}</span>;
}
