// The parts of a row that change every second: leaf components, so that a tick renders nothing else.
import { expectedEndMs } from '../../../state-machines/statistics/expected-end.ts';
import { durationText, limitText } from '../../../state-machines/vocabulary/duration.ts';
import { paceOf } from '../../../state-machines/view/pace.ts';
import { reasonWords } from '../../../state-machines/view/reason.ts';
import type { RunSummary, WorkflowSummary } from '../../../state-machines/view/summary.ts';
import { useServerSecond, useServerTenSeconds } from '../../feed/hooks.ts';
import { useUsualTimes } from '../../run/usual-times.tsx';
import { Meter } from '../../ui/meter.tsx';
import { timeText } from '../../ui/time-format.ts';
import { Time } from '../../ui/time.tsx';
import { useZone } from '../../ui/zone.ts';

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

/** The reason, with durations that keep counting. */
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

/** `≈ 10:36`, estimated from earlier installs; nothing if there is no estimate. */
export function ExpectedEnd({ run, workflow }: { run: RunSummary; workflow: string }) {
  const nowMs = useServerTenSeconds();
  const zone = useZone();
  const endMs = expectedEndMs(run, useUsualTimes(workflow), nowMs);
  if (endMs === null) return null;
  return <span title="estimated from earlier installs">≈ {timeText(endMs, zone, nowMs).replace(/:\d\d$/, '')}</span>;
}
