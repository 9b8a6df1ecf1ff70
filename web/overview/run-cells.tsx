// The cells of a row that tell of the backend's newest run: how far, where, since when, why.
import { useMemo } from 'react';
import type { BackendSummary, RunSummary } from '../../state-machines/summary.ts';
import { useFeedState } from '../feed/hooks.ts';
import { gistOf } from '../run/line-gist.ts';
import { segmentsOf } from '../run/segments.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { LastHeard, Reason, Started, TimeInStage } from './row-times.tsx';

export function RunCells({ backend: { run, workflow: name } }: { backend: BackendSummary }) {
  const workflow = useFeedState('workflows').get(name);
  const segments = useMemo(() => (run ? segmentsOf(run, workflow) : []), [run, workflow]);
  return (
    <>
      <span role="gridcell" className="cell-bar">
        {run && <StageBar segments={segments} />}
      </span>
      <span role="gridcell" className="cell-stage">
        {run && <StageAndNext run={run} />}
      </span>
      <span role="gridcell" className="cell-time">
        {run && <TimeInStage run={run} />}
      </span>
      <span role="gridcell" className="cell-why">
        {run && <Reason run={run} workflow={workflow} />}
        {run?.status === 'late' && <LastHeard at={run.lastHeardAt} />}
        {run?.evidence && <WhyLine text={run.evidence.text} />}
      </span>
      <span role="gridcell" className="cell-started dim">
        {run && <Started at={run.startedAt} />}
      </span>
    </>
  );
}

function StageAndNext({ run }: { run: RunSummary }) {
  // Nothing is to be expected of a run that failed or stalled.
  const goesOn = run.status !== 'failed' && run.status !== 'stalled';
  return (
    <>
      <span className="stage-present">{run.stage}</span>
      {run.count > 1 && (
        <span className="stage-repeats" title={`seen ${run.count} times`}>
          {' '}
          × {run.count}
        </span>
      )}
      {run.nextStage !== null && goesOn && (
        <span className={run.status === 'late' ? 'stage-expected stage-missing' : 'stage-expected dim'}>
          <span aria-label="then">→</span> {run.nextStage}
        </span>
      )}
    </>
  );
}

function WhyLine({ text }: { text: string }) {
  const gist = gistOf(text);
  return (
    <span className="why-line mono" title={text}>
      <span className="why-line-text">{gist.text}</span>
      {gist.end !== '' && <span>{gist.end}</span>}
    </span>
  );
}
