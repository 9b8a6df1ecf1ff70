// Limits of a run that time has passed: it is late, or failed. Pure: whoever owns the clock says what time it is.
import { runStatus } from './run.ts';
import { recordOf, send, transition, type Run } from './run-feed.ts';
import type { Transition } from '../vocabulary.ts';

/** A run may be late and, by its other limit, failed at once. */
export function passLimits(run: Run, nowMs: number): Transition[] {
  const [dueMs] = limitsOf(run).toSorted((a, b) => a - b);
  if (dueMs === undefined || !send(run, { type: 'LIMIT_PASSED', nowMs })) return [];
  const kind = runStatus(run.snapshot) === 'failed' ? 'failed' : 'late';
  const stage = run.workflow.stages.find((s) => recordOf(run, s)?.status === kind && recordOf(run, s)?.count === 0);
  const when = { atMs: dueMs, receivedAtMs: nowMs, evidence: null };
  return [transition(run, kind, when, { stage, message: recordOf(run, stage)?.message ?? null }), ...passLimits(run, nowMs)];
}

/** When the clocks of a run have something to say, epoch milliseconds. */
export function limitsOf({ snapshot }: Run): number[] {
  const { deadlineMs, failsMs = null } = snapshot.context;
  const status = runStatus(snapshot);
  if (status !== 'installing' && status !== 'late') return [];
  return [status === 'installing' ? deadlineMs : null, failsMs].filter((ms) => ms !== null);
}
