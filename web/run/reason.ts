// The stage that keeps a run from being well, and the log line that shows it. Pure.
import type { ReasonedRun } from '../../state-machines/view/reason.ts';
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import { inTrouble, statusTable } from '../../state-machines/vocabulary.ts';

/** The stage that failed, or that marks the run as held or stalled. */
export function troubledStage(run: RunView): StageView | undefined {
  if (run.status === 'failed') return run.stages.find(({ name }) => name === run.stage);
  const { roles } = statusTable[run.status].shownBy;
  return run.stages.find(({ at, role }) => at !== null && role !== null && roles.includes(role));
}

/** The input of `reasonWords` for a whole run, as its summary would have it; also with the last line of an abandoned run. */
export function reasonedRun(run: RunView): ReasonedRun {
  const trouble = troubledStage(run);
  const evidence = trouble?.evidence.at(-1) ?? (inTrouble(run.status) || isGivenUp(run.status) ? lastEvidence(run) : null);
  // Broken rules are listed below it, each with its remedy.
  return { ...run, count: trouble?.count ?? 0, evidence, attempt: run.tries.at(-1) ?? null, finding: null };
}

/** Whether it ended without success. */
function isGivenUp(status: RunView['status']): boolean {
  return statusTable[status].over && !statusTable[status].well;
}

/** The last line of any stage. */
function lastEvidence({ stages }: RunView): StageView['evidence'][number] | null {
  const heard = stages.filter(({ evidence }) => evidence.length > 0);
  const last = heard.reduce<StageView | null>((best, stage) => (best === null || lastAt(stage) >= lastAt(best) ? stage : best), null);
  return last?.evidence.at(-1) ?? null;
}

function lastAt({ lastAt: seenAt }: StageView): string {
  return seenAt ?? '';
}
