// Limits of a run that time has passed: it is late, or failed. Pure: whoever owns the clock says what time it is.
import type { Run } from './run.ts';
import { statusTable, type Transition } from '../vocabulary.ts';

/** A run may be late and, by its other limit, failed at once. */
export function passLimits(run: Run, nowMs: number): Transition[] {
  const dueMs = limitMs(run);
  if (dueMs === Infinity || !run.send({ type: 'LIMIT_PASSED', nowMs })) return [];
  const kind = run.status === 'failed' ? 'failed' : 'late';
  const stage = run.workflow.stages.find((s) => run.recordOf(s)?.status === kind && run.recordOf(s)?.count === 0);
  const when = { atMs: dueMs, receivedAtMs: nowMs, evidence: null };
  return [run.transition(kind, when, { stage, message: run.recordOf(stage)?.message ?? null }), ...passLimits(run, nowMs)];
}

/** When the next limit of a run passes, epoch milliseconds; Infinity for never. */
export function limitMs({ snapshot, status }: Run): number {
  const { deadlineMs, failsMs } = snapshot.context;
  const { clock } = statusTable[status];
  if (clock === 'stopped') return Infinity;
  return Math.min(clock === 'runs' ? (deadlineMs ?? Infinity) : Infinity, failsMs ?? Infinity);
}
