// The stage that a run has reached, and the one that is expected next.
import type { RunSummary } from '../../../state-machines/view/summary.ts';
import './stage-and-next.css';

export function StageAndNext({ run }: { run: RunSummary }) {
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
