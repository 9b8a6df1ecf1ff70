// The present state of a run: the stage reached, the next required stage, and the stage that is in trouble. Pure.
import { inTrouble, statusTable } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';
import { nextStageIndex } from './run-clock.ts';
import type { Run } from './run.ts';

/** Since when a run has its status; for a run that is well, since it reached its stage. */
export function sinceMs(run: Run): number {
  const { endedAtMs, records } = run.snapshot.context;
  if (endedAtMs !== null && !inTrouble(run.status)) return endedAtMs;
  const reached = run.furthestStage;
  return troubleOf(run)?.record.atMs ?? (reached && records[reached.name]?.atMs) ?? run.startedAtMs;
}

/** The installer's last message; dropped once the machine is installed. */
export function lastWords(run: Run): string | null {
  return run.status === 'installed' ? null : run.text;
}

/** The run's current stage: the furthest reached, or the one that failed. */
export function presentStage(run: Run): Stage | undefined {
  return (run.status === 'failed' ? troubleOf(run)?.stage : undefined) ?? run.furthestStage;
}

/** The next required stage. */
export function nextStage(run: Run): Stage | undefined {
  const { stages } = run.workflow;
  return stages[nextStageIndex(stages, run.snapshot.context.furthest)];
}

/** The stage that is in trouble, with its record. */
export function troubleOf(run: Run) {
  const { record: shown, roles } = statusTable[run.status].shownBy;
  const records = run.workflow.stages.flatMap((stage) => {
    const record = run.recordOf(stage);
    // An installer may report its stall as an error: the run is stalled all the same.
    return record && (record.status === shown || (stage.role && roles.includes(stage.role))) ? [{ stage, record }] : [];
  });
  return records.toSorted((a, b) => a.record.lastAtMs - b.record.lastAtMs).at(-1);
}
