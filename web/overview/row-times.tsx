// The parts of a row that count: leaves, so that a second's tick draws nothing else anew.
import { durationText, limitText } from '../../state-machines/duration.ts';
import { paceOf } from '../../state-machines/pace.ts';
import { reasonWords } from '../../state-machines/reason.ts';
import type { RunSummary, WorkflowSummary } from '../../state-machines/summary.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { Meter } from '../ui/meter.tsx';
import { Time } from '../ui/time.tsx';

export function TimeInStage({ run }: { run: RunSummary }) {
  const { kind, ms, limitMs } = paceOf(run, useServerSecond());
  if (kind !== 'in-stage') return <span className={kind === 'took' ? 'dim' : 'time-in-stage'}>{`${kind} ${durationText(ms)}`}</span>;
  return (
    <span className="time-in-stage">
      <span className={limitMs !== null && ms > limitMs ? 'time-over' : ''}>{durationText(ms)}</span>
      {limitMs !== null && <span className="dim"> of {limitText(limitMs)}</span>}
      {limitMs !== null && limitMs > 0 && <Meter share={ms / limitMs} />}
    </span>
  );
}

/** Why, in words that count on. */
export function Reason({ run, workflow }: { run: RunSummary; workflow: WorkflowSummary | undefined }) {
  return reasonWords(run, workflow, useServerSecond());
}

export function LastHeard({ at }: { at: string }) {
  return (
    <>
      ; last heard <Time at={at} nowMs={useServerSecond()} />
    </>
  );
}

export function Started({ at }: { at: string }) {
  return <Time at={at} nowMs={useServerSecond()} />;
}
