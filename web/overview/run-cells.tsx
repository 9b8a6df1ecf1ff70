// The cells of a row that tell of the backend's newest run: how far, where, since when, why.
import { useMemo } from 'react';
import type { RunView } from '../../state-machines/view.ts';
import { gistOf } from '../run/line-gist.ts';
import { reasonOf, troubledStage } from '../run/reason.ts';
import { stepsOf } from '../run/steps.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { LastHeard, Started, TimeInStage } from './row-times.tsx';

export function RunCells({ run }: { run: RunView | undefined }) {
  const steps = useMemo(() => (run ? stepsOf(run) : []), [run]);
  return (
    <>
      <span role="gridcell" className="cell-bar">
        {run && <StageBar steps={steps} />}
      </span>
      <span role="gridcell" className="cell-stage">
        {run && <StageAndNext run={run} />}
      </span>
      <span role="gridcell" className="cell-time">
        {run && <TimeInStage run={run} />}
      </span>
      <span role="gridcell" className="cell-why">
        {run && <Why run={run} />}
      </span>
      <span role="gridcell" className="cell-started dim">
        {run && <Started at={run.startedAt} />}
      </span>
    </>
  );
}

function StageAndNext({ run }: { run: RunView }) {
  const count = troubledStage(run)?.count ?? 0;
  // Nothing is to be expected of a run that failed or stalled.
  const goesOn = run.status !== 'failed' && run.status !== 'stalled';
  return (
    <>
      <span className="stage-present">{run.stage}</span>
      {count > 1 && (
        <span className="stage-repeats" title={`seen ${count} times`}>
          {' '}
          × {count}
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

function Why({ run }: { run: RunView }) {
  const { words, evidence } = useMemo(() => reasonOf(run), [run]);
  return (
    <>
      {words !== null && <span className="why-words">{words}</span>}
      {run.status === 'late' && <LastHeard at={run.lastHeardAt} />}
      {evidence && <WhyLine text={evidence.text} />}
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
