// Moves a run to another workflow, or to the same one with other limits. Pure.
import { clockOf, limitsAt, nextStageIndex } from './run-clock.ts';
import { withoutUnseen } from './run-updates.ts';
import type { RunSnapshot } from './run-state.ts';
import { tryDeadlineMs } from './tries.ts';
import { statusTable } from '../vocabulary.ts';
import { isOutsideOrder, type Workflow } from '../workflow/workflow.ts';

export interface Move {
  to: Workflow;
  /** Omitted if it no longer exists, as for a run from a store. */
  from?: Workflow | undefined;
  /** Name of the furthest stage reached, if known. */
  reached?: string | undefined;
}

/** The same run under another workflow: records are kept by stage name, and a running clock follows the new limits. */
export function moveSnapshot({ value, context }: RunSnapshot, { to, from, reached }: Move): RunSnapshot {
  const { records } = context;
  const lastDone = (): number => to.stages.findLastIndex((stage) => records[stage.name]?.status === 'done' && !isOutsideOrder(stage));
  const furthest = (reached === undefined ? undefined : to.index.get(reached)) ?? lastDone();
  const moved = { ...context, furthest, healsFrom: from ? movedIndex(from, to, context.healsFrom) : context.healsFrom };
  return from?.name === to.name ? underNewLimits({ value, context: moved }, from, to) : { value, context: moved };
}

/** The same position in another workflow: that stage, or the next later one that exists there. */
function movedIndex(from: Workflow, to: Workflow, at: number): number {
  const known = from.stages.slice(at).find(({ name }) => to.index.has(name));
  return (known && to.index.get(known.name)) ?? 0;
}

/** The running clock is extended or shortened by the change of the limit. A run that is no longer late continues. */
function underNewLimits({ value, context }: RunSnapshot, from: Workflow, to: Workflow): RunSnapshot {
  const { clock: running } = statusTable[value];
  if (running === 'stopped' || context.furthest < 0) return { value, context };
  // The limit of a try is the deployer's, not the workflow's.
  if (tryDeadlineMs(to, context, to.stages[context.furthest]) !== null) return { value, context };
  const late = Object.values(context.records).find(({ status }) => status === 'late');
  const startedMs = context.deadlineMs ?? late?.atMs;
  const reached = to.stages[context.furthest]?.name ?? '';
  const before = limitsAt(from.stages, from.index.get(reached) ?? -1);
  const after = limitsAt(to.stages, context.furthest);
  const fromMs =
    startedMs === undefined || before.limitSeconds === undefined
      ? (context.records[reached]?.atMs ?? context.lastHeardMs)
      : startedMs - before.limitSeconds * 1000;
  const clock = nextStageIndex(to.stages, context.furthest) < 0 ? { deadlineMs: null, failsMs: null } : clockOf(after, fromMs);
  const isLate = running === 'passed' && late !== undefined && clock.deadlineMs !== null && clock.deadlineMs <= late.atMs;
  return isLate
    ? { value, context: { ...context, failsMs: clock.failsMs } }
    : { value: 'installing', context: { ...context, ...clock, records: withoutUnseen(context.records) } };
}
