// Why a run is as it is, in a few words, and the log line to show beside them. Pure.
import type { RunView, StageView } from '../../state-machines/view.ts';

type Evidence = StageView['evidence'][number];

export interface Reason {
  words: string | null;
  /** The line that proves it, or the last one heard. */
  evidence: Evidence | null;
}

export function reasonOf(run: RunView): Reason {
  const stage = run.stages.find((s) => s.name === run.stage);
  const evidence = (run.status === 'failed' ? stage?.evidence.at(-1) : undefined) ?? lastEvidence(run);
  return { words: wordsOf(run, stage, evidence), evidence };
}

function wordsOf(run: RunView, stage: StageView | undefined, evidence: Evidence | null): string | null {
  if (run.status === 'late') return run.nextStage === null ? run.message : `no ${run.nextStage}`;
  const repeats = run.status === 'failed' && stage && stage.count > 1 ? `${stage.count} times` : null;
  // A refused request's message is the line itself: once is enough.
  const message = run.message !== null && run.message === evidence?.text ? null : run.message;
  return [repeats, message].filter((part) => part !== null).join(': ') || null;
}

/** Of the stage that was heard of last. */
export function lastEvidence(run: RunView): Evidence | null {
  const heard = run.stages.filter((stage) => stage.evidence.length > 0 && stage.lastAt !== null);
  const last = heard.reduce<StageView | null>((best, stage) => ((stage.lastAt ?? '') >= (best?.lastAt ?? '') ? stage : best), null);
  return last?.evidence.at(-1) ?? null;
}
