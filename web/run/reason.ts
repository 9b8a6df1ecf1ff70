// Of a whole run: the stage that keeps it from being well, and the line that shows it. Pure.
import type { ReasonedRun } from '../../state-machines/view/reason.ts';
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import { inTrouble, statusTable } from '../../state-machines/vocabulary.ts';

/** The stage that failed, or that says that the run is held or stalled. */
export function troubledStage(run: RunView): StageView | undefined {
  if (run.status === 'failed') return run.stages.find(({ name }) => name === run.stage);
  const { roles } = statusTable[run.status].shownBy;
  return run.stages.find(({ at, role }) => at !== null && role !== null && roles.includes(role));
}

/** What `reasonWords` wants to know of a run, as its summary would say it; with the last line of one that was given up, too. */
export function reasonedRun(run: RunView): ReasonedRun {
  const trouble = troubledStage(run);
  const evidence = trouble?.evidence.at(-1) ?? (inTrouble(run.status) || isGivenUp(run.status) ? lastEvidence(run) : null);
  // What rules it broke stands below, each with its remedy.
  return { ...run, count: trouble?.count ?? 0, evidence, attempt: run.tries.at(-1) ?? null, finding: null };
}

/** Whether it is over without having gone well. */
function isGivenUp(status: RunView['status']): boolean {
  return statusTable[status].over && !statusTable[status].well;
}

/** The line that was heard last, whatever it was of. */
function lastEvidence({ stages }: RunView): StageView['evidence'][number] | null {
  const heard = stages.filter(({ evidence }) => evidence.length > 0);
  const last = heard.reduce<StageView | null>((best, stage) => (best === null || lastAt(stage) >= lastAt(best) ? stage : best), null);
  return last?.evidence.at(-1) ?? null;
}

function lastAt({ lastAt: seenAt }: StageView): string {
  return seenAt ?? '';
}
