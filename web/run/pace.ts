// How long a run has been where it is, and how long it may. Pure; times in epoch milliseconds by the server's clock.
import type { RunView } from '../../state-machines/view.ts';
import { holdingStage } from './outside-order.ts';

/** `in-stage`: against a limit, where there is one · `for`: since it stopped being well · `took`: the whole of a run that is over. */
export interface Pace {
  kind: 'in-stage' | 'for' | 'took';
  ms: number;
  limitMs: number | null;
}

export function paceOf(run: RunView, nowMs: number): Pace {
  if (run.endedAt !== null) return { kind: 'took', ms: Date.parse(run.endedAt) - Date.parse(run.startedAt), limitMs: null };
  const sinceMs = sinceMsOf(run);
  const ms = Math.max(0, nowMs - sinceMs);
  if (run.status !== 'installing' && run.status !== 'late') return { kind: 'for', ms, limitMs: null };
  const deadline = deadlineOf(run);
  return { kind: 'in-stage', ms, limitMs: deadline === null ? null : Math.max(0, Date.parse(deadline) - sinceMs) };
}

/** When the run came to where it is. One that is held or stalled has been so at the longest since it came to its stage. */
function sinceMsOf(run: RunView): number {
  const reachedMs = Date.parse(run.stageAt ?? run.startedAt);
  const heldAt = holdingStage(run)?.at;
  return heldAt ? Math.max(reachedMs, Date.parse(heldAt)) : reachedMs;
}

/** When the next stage must have come, or should have: a run that is late has its deadline behind it, as its late stage's time. */
export function deadlineOf(run: RunView): string | null {
  return run.deadline ?? run.stages.find((stage) => stage.status === 'late')?.at ?? null;
}
