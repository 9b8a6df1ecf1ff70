// Applies a run's expired limits: it becomes late, or fails. Pure: the owner of the clock passes the time.
import type { Run } from './run.ts';
import { statusTable, type Transition } from '../vocabulary.ts';

/** A run can become late and, by its second limit, fail at the same time. */
export function passLimits(run: Run, nowMs: number): Transition[] {
  const dueMs = limitMs(run);
  if (dueMs === Infinity || !run.send({ type: 'LIMIT_PASSED', nowMs })) return [];
  const kind = run.status === 'failed' ? 'failed' : 'late';
  const stage = run.workflow.stages.find((s) => run.recordOf(s)?.status === kind && run.recordOf(s)?.count === 0);
  const when = { atMs: dueMs, receivedAtMs: nowMs, evidence: null };
  return [run.transition(kind, when, { stage, message: run.recordOf(stage)?.message ?? null }), ...passLimits(run, nowMs)];
}

/** When the next limit of a run expires, epoch milliseconds; Infinity for never. */
export function limitMs({ snapshot, status }: Run): number {
  const { deadlineMs, failsMs } = snapshot.context;
  const { clock } = statusTable[status];
  if (clock === 'stopped') return Infinity;
  return Math.min(clock === 'runs' ? (deadlineMs ?? Infinity) : Infinity, failsMs ?? Infinity);
}
