// How long a run has been in its stage, and its limit. Pure; times in epoch milliseconds by the server's clock.
import { statusTable } from '../vocabulary.ts';
import type { RunSummary } from './summary.ts';

/** The times of a run, from its summary or its full view. */
export type RunTimes = Pick<RunSummary, 'status' | 'startedAt' | 'endedAt' | 'stageAt' | 'since' | 'deadline'>;

/** `in-stage`: against its limit, if any · `for`: since the trouble began · `took`: total time of a finished run. */
export interface Pace {
  kind: 'in-stage' | 'for' | 'took';
  ms: number;
  limitMs: number | null;
}

export function paceOf(run: RunTimes, nowMs: number): Pace {
  if (run.endedAt !== null) return { kind: 'took', ms: Date.parse(run.endedAt) - Date.parse(run.startedAt), limitMs: null };
  if (statusTable[run.status].clock === 'stopped') return { kind: 'for', ms: since(run.since, nowMs), limitMs: null };
  const fromMs = Date.parse(run.stageAt ?? run.startedAt);
  const deadline = deadlineOf(run);
  return {
    kind: 'in-stage',
    ms: Math.max(0, nowMs - fromMs),
    limitMs: deadline === null ? null : Math.max(0, Date.parse(deadline) - fromMs),
  };
}

/** The deadline of the next required stage; for a late run, the one that has passed. */
export function deadlineOf({ status, since: from, deadline }: Pick<RunTimes, 'status' | 'since' | 'deadline'>): string | null {
  return statusTable[status].clock === 'passed' ? from : deadline;
}

function since(at: string, nowMs: number): number {
  return Math.max(0, nowMs - Date.parse(at));
}
