// The times of a run: when it began, how long it took or has been where it is, when it was last heard of. Counts every second.
import type { ReactNode } from 'react';
import type { RunView } from '../../state-machines/view.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { paceOf } from '../../state-machines/pace.ts';
import { Time } from '../ui/time.tsx';
import { durationText, limitText } from '../../state-machines/duration.ts';

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
      <Pair term="last heard">
        <Time at={run.lastHeardAt} nowMs={nowMs} />
        {run.endedAt === null && <span className="dim"> {durationText(nowMs - Date.parse(run.lastHeardAt))} ago</span>}
      </Pair>
    </dl>
  );
}

const paceTerms = { 'in-stage': 'in stage', took: 'took' };

function PacePair({ run, nowMs }: { run: RunView; nowMs: number }) {
  const { kind, ms, limitMs } = paceOf(run, nowMs);
  const over = limitMs !== null && ms > limitMs;
  return (
    <Pair term={kind === 'for' ? `${run.status} for` : paceTerms[kind]}>
      <span className={over ? 'time-over' : ''}>{durationText(ms)}</span>
      {limitMs !== null && <span className="dim"> of {limitText(limitMs)}</span>}
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
