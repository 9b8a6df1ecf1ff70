// When a stage was reached and how long it took, compared with its limit and the usual duration; for a missing stage, when it is or was due.
import type { RunView } from '../../../state-machines/view/view.ts';
import { usualText, type Step } from '../../run/steps.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import { Time } from '../../ui/time.tsx';
import { durationText, limitText } from '../../../state-machines/vocabulary/duration.ts';

interface Props {
  step: Step;
  run: RunView;
}

export function StageTimes({ step, run }: Props) {
  const { stage, tone } = step;
  if (tone === 'late') return <Late step={step} run={run} />;
  if (tone === 'next') return <Expected step={step} run={run} />;
  if (stage.at === null) return null;
  return (
    <>
      <StageTime at={stage.at} />
      <Took step={step} />
    </>
  );
}

function Took({ step }: { step: Step }) {
  const { tookMs, limitMs, slow } = step;
  if (tookMs === null) return null;
  const over = limitMs !== null && tookMs > limitMs;
  return (
    <span className="stage-took">
      <span className={over || slow ? 'time-over' : ''}>+{durationText(tookMs)}</span>
      {limitMs !== null && <span className="dim"> of {limitText(limitMs)}</span>}
      {(over || slow) && <span className="time-over"> {over ? 'too long' : 'slow'}</span>}
      <Usual step={step} />
    </span>
  );
}

/** The median of earlier installs. */
function Usual({ step: { usualMs } }: { step: Step }) {
  if (usualMs === null) return null;
  return (
    <>
      {' '}
      <span className="stage-usual dim" title="median of earlier installs">
        usually {usualText(usualMs)}
      </span>
    </>
  );
}

function Late({ step, run }: Props) {
  const { stage, limitMs } = step;
  const nowMs = useServerSecond();
  if (stage.at === null) return null;
  const overMs = (run.endedAt === null ? nowMs : Date.parse(run.endedAt)) - Date.parse(stage.at);
  return (
    <>
      <span className="stage-time dim">
        due <Time at={stage.at} nowMs={nowMs} />
      </span>
      <span className="stage-took">
        <span className="time-over">{durationText(overMs)} over</span>
        {limitMs !== null && <span className="dim"> its {limitText(limitMs)}</span>}
        <Usual step={step} />
      </span>
    </>
  );
}

/** A failed, waiting or stalled run has no deadline: only its next stage is known. */
function Expected({ step, run }: Props) {
  const { limitMs } = step;
  const nowMs = useServerSecond();
  if (run.deadline === null) return null;
  const leftMs = Date.parse(run.deadline) - nowMs;
  return (
    <>
      <span className="stage-time dim">
        by <Time at={run.deadline} nowMs={nowMs} />
      </span>
      <span className="stage-took">
        {leftMs >= 0 ? `in ${durationText(leftMs)}` : `${durationText(-leftMs)} overdue`}
        {limitMs !== null && (
          <span className="dim">
            {leftMs >= 0 ? ' of ' : ' · limit '}
            {limitText(limitMs)}
          </span>
        )}
        <Usual step={step} />
      </span>
    </>
  );
}

function StageTime({ at }: { at: string }) {
  return (
    <span className="stage-time">
      <Time at={at} nowMs={useServerSecond()} />
    </span>
  );
}
