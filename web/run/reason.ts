// Why a run is as it is, in a few words, and the log line to show beside them. Pure.
import type { RunView, StageView } from '../../state-machines/view.ts';
import { holdingStage } from './outside-order.ts';

type Evidence = StageView['evidence'][number];

export interface Reason {
  words: string | null;
  /** The line that proves it, or the last one heard. */
  evidence: Evidence | null;
}

export function reasonOf(run: RunView): Reason {
  const evidence = troubledStage(run)?.evidence.at(-1) ?? lastEvidence(run);
  const message = messageOf(run);
  // A refused request's message is the line itself: once is enough.
  return { words: message === evidence?.text ? null : message, evidence };
}

/** What a run says of itself. A late one is told by the stage that is missing, which has a column of its own. */
export function messageOf(run: RunView): string | null {
  return run.status === 'late' ? null : (run.message ?? holdingStage(run)?.message ?? null);
}

/** The stage that failed, or that says that the run is held or stalled. */
export function troubledStage(run: RunView): StageView | undefined {
  return run.status === 'failed' ? run.stages.find(({ name }) => name === run.stage) : holdingStage(run);
}

/** Of the stage that was heard of last. */
function lastEvidence(run: RunView): Evidence | null {
  const heard = run.stages.filter((stage) => stage.evidence.length > 0 && stage.lastAt !== null);
  const last = heard.reduce<StageView | null>((best, stage) => ((stage.lastAt ?? '') >= (best?.lastAt ?? '') ? stage : best), null);
  return last?.evidence.at(-1) ?? null;
}
