// The limits of a run: the deadline for its next stage, and the time at which the run fails without it. Pure.
import type { RunContext } from './run-state.ts';
import { tryDeadlineMs } from './tries.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';

/** Index of the next required stage, -1 if there is none. */
export function nextStageIndex(stages: readonly Stage[], furthest: number): number {
  return stages.findIndex((stage, i) => i > furthest && !stage.optional && stage.healedBy === undefined && !isOutsideOrder(stage));
}

export type Clock = Pick<RunContext, 'deadlineMs' | 'failsMs'>;

/** A stage without a limit of its own leaves the previous stage's clock running; if that clock has stopped, it restarts. */
export function nextClock(workflow: Workflow, context: RunContext, atMs: number): Clock {
  const { stages } = workflow;
  const stage = stages[context.furthest];
  const runsOn =
    stage?.limitSeconds === undefined && stage?.failAfterSeconds === undefined && nextStageIndex(stages, context.furthest) >= 0;
  const fresh = clockFrom(workflow, context, atMs);
  if (!runsOn || tryDeadlineMs(workflow, context, stage) !== null) return fresh;
  return { deadlineMs: context.deadlineMs ?? fresh.deadlineMs, failsMs: context.failsMs ?? fresh.failsMs };
}

/** The limits if the clock starts at `atMs`; null if no stage is required, or no stage so far has a limit. */
export function clockFrom(workflow: Workflow, context: RunContext, atMs: number): Clock {
  const { stages } = workflow;
  if (nextStageIndex(stages, context.furthest) < 0) return { deadlineMs: null, failsMs: null };
  const byTry = tryDeadlineMs(workflow, context, stages[context.furthest]);
  return byTry === null ? clockOf(limitsAt(stages, context.furthest), atMs) : { deadlineMs: Math.max(byTry, atMs), failsMs: null };
}

type Limits = Pick<Stage, 'limitSeconds' | 'failAfterSeconds'>;

/** The limits of the reached stage, or of the last one before it that has limits. */
export function limitsAt(stages: readonly Stage[], furthest: number): Limits {
  for (let i = furthest; i >= 0; i--) {
    const stage = stages[i];
    if (stage && (stage.limitSeconds ?? stage.failAfterSeconds) !== undefined) return stage;
  }
  return {};
}

export function clockOf({ limitSeconds, failAfterSeconds }: Limits, atMs: number): Clock {
  const after = (seconds: number | undefined): number | null => (seconds === undefined ? null : atMs + seconds * 1000);
  return { deadlineMs: after(limitSeconds), failsMs: after(failAfterSeconds) };
}

export function hasPassed(limitMs: number | null | undefined, nowMs: number): boolean {
  return limitMs !== null && limitMs !== undefined && nowMs > limitMs;
}

/** Extends a running limit; an expired one restarts from now. */
export function extended({ deadlineMs, failsMs }: RunContext, { atMs, seconds }: { atMs: number; seconds: number }): Clock {
  const failing = failsMs === null || failsMs === undefined ? null : failsMs + seconds * 1000;
  return { deadlineMs: (deadlineMs ?? atMs) + seconds * 1000, failsMs: failing };
}
