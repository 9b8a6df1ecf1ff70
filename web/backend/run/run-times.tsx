// The times of a run: its start, its duration or its time in the current stage, its expected end, and the last sign of it. Updated every second.
import type { ReactNode } from 'react';
import { durationText, limitText } from '../../../state-machines/vocabulary/duration.ts';
import { expectedEndMs } from '../../../state-machines/statistics/expected-end.ts';
import { paceOf } from '../../../state-machines/view/pace.ts';
import { isoTime, type RunView } from '../../../state-machines/view/view.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import { useUsualTimes } from '../../run/usual-times.tsx';
import { Time } from '../../ui/time.tsx';

export function RunTimes({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  return (
    <dl className="run-times">
      <Pair term="started">
        <Time at={run.startedAt} nowMs={nowMs} />
      </Pair>
      {run.endedAt !== null && (
        <Pair term="ended">
          <Time at={run.endedAt} nowMs={nowMs} />
        </Pair>
      )}
      <PacePair run={run} nowMs={nowMs} />
      <EndPair run={run} nowMs={nowMs} />
      <Pair term="last heard">
        <Time at={run.lastHeardAt} nowMs={nowMs} />
        {run.endedAt === null && <span className="dim"> {durationText(nowMs - Date.parse(run.lastHeardAt))} ago</span>}
      </Pair>
    </dl>
  );
}

interface CountingProps {
  run: RunView;
  nowMs: number;
}

function PacePair({ run, nowMs }: CountingProps) {
  const { kind, ms, limitMs } = paceOf(run, nowMs);
  const over = limitMs !== null && ms > limitMs;
  const terms = { for: `${run.status} for`, took: 'took', 'in-stage': run.stage === null ? 'since its start' : `at ${run.stage} for` };
  return (
    <Pair term={terms[kind]}>
      <span className={over ? 'time-over' : ''}>{durationText(ms)}</span>
      {limitMs !== null && <span className="dim"> of {limitText(limitMs)}</span>}
    </Pair>
  );
}

/** The expected end of a running install; the usual duration for a finished one. */
function EndPair({ run, nowMs }: CountingProps) {
  const usual = useUsualTimes(run.workflow);
  const endMs = expectedEndMs(run, usual, nowMs);
  if (endMs !== null) {
    return (
      <Pair term="ends">
        <span title="estimated from earlier installs">
          ≈ <Time at={isoTime(endMs)} nowMs={nowMs} />
        </span>
      </Pair>
    );
  }
  if (run.status !== 'installed' || !usual?.install) return null;
  return (
    <Pair term="usually">
      <span title={`median of the last ${usual.runs} successful installs`}>{durationText(usual.install.median * 1000)}</span>
    </Pair>
  );
}

function Pair({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="dim">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
