// The stage that a run has reached, and the one that is expected next.
import type { RunSummary } from '../../../state-machines/view/summary.ts';
import { statusTable } from '../../../state-machines/vocabulary.ts';
import './stage-and-next.css';

export function StageAndNext({ run }: { run: RunSummary }) {
  const { continues, clock } = statusTable[run.status];
  return (
    <>
      <span className="stage-present">{run.stage}</span>
      {run.count > 1 && (
        <span className="stage-repeats" title={`seen ${run.count} times`}>
          {' '}
          × {run.count}
        </span>
      )}
      {run.nextStage !== null && continues && (
        <span className={clock === 'passed' ? 'stage-expected stage-missing' : 'stage-expected dim'}>
          <span aria-label="next:">→</span> {run.nextStage}
        </span>
      )}
    </>
  );
}
