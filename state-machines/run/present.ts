// What there is to say of a run as it is now: the stage that it has reached, the one that must come next, what keeps it from being well. Pure.
import { inTrouble, statusTable } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';
import { nextStageIndex } from './run-clock.ts';
import type { Run } from './run.ts';

/** Since when a run has its status: one that is well, since it came to its stage. */
export function sinceMs(run: Run): number {
  const { endedAtMs, records } = run.snapshot.context;
  if (endedAtMs !== null && !inTrouble(run.status)) return endedAtMs;
  const reached = run.furthestStage;
  return troubleOf(run)?.record.atMs ?? (reached && records[reached.name]?.atMs) ?? run.startedAtMs;
}

/** What the installer said last; once the machine is installed that is over. */
export function lastWords(run: Run): string | null {
  return run.status === 'installed' ? null : run.text;
}

/** The stage where a run stands: the furthest that it reached, or the one that failed. */
export function presentStage(run: Run): Stage | undefined {
  return (run.status === 'failed' ? troubleOf(run)?.stage : undefined) ?? run.furthestStage;
}

/** The stage that must come next. */
export function nextStage(run: Run): Stage | undefined {
  const { stages } = run.workflow;
  return stages[nextStageIndex(stages, run.snapshot.context.furthest)];
}

/** The stage that keeps a run from being well, with its record. */
export function troubleOf(run: Run) {
  const { record: shown, roles } = statusTable[run.status].shownBy;
  const records = run.workflow.stages.flatMap((stage) => {
    const record = run.recordOf(stage);
    // An installer may flag its stall as an error: it holds the run all the same.
    return record && (record.status === shown || (stage.role && roles.includes(stage.role))) ? [{ stage, record }] : [];
  });
  return records.toSorted((a, b) => a.record.lastAtMs - b.record.lastAtMs).at(-1);
}
