// Why a run is as it is, in words: the same on the page and in the terminal. The log's own words where there are some. Pure.
import { durationText, limitText } from '../vocabulary/duration.ts';
import { statusTable } from '../vocabulary.ts';
import { paceOf } from './pace.ts';
import type { RunSummary, WorkflowSummary } from './summary.ts';

export type ReasonedRun = Pick<
  RunSummary,
  | 'status'
  | 'startedAt'
  | 'endedAt'
  | 'stage'
  | 'stageAt'
  | 'nextStage'
  | 'since'
  | 'deadline'
  | 'count'
  | 'message'
  | 'evidence'
  | 'attempt'
  | 'finding'
>;

/** What a stage is called in a sentence. */
export function titleOf(workflow: WorkflowSummary | undefined, stage: string | null): string {
  return workflow?.stages.find(({ name }) => name === stage)?.title ?? stage ?? 'nothing';
}

/**
 * `no TFTP request for 2 m 10 s after DHCPACK; limit 40 s` · `profile request failed 3 times` · what the installer says of itself; the try that
 * it is at, and what rule it broke. Null for a run of which nothing is to be said.
 */
export function reasonWords(run: ReasonedRun, workflow: WorkflowSummary | undefined, nowMs: number): string | null {
  return joined([statusWords(run, workflow, nowMs), attemptWords(run), findingWords(run)]);
}

/** What is to be said of a run that is well. */
export function wordsUnderway(run: Pick<ReasonedRun, 'status' | 'message' | 'attempt' | 'finding'>): string | null {
  return joined([attemptWords(run), run.message, findingWords(run)]);
}

function joined(parts: readonly (string | null)[]): string | null {
  const words = parts.filter((part) => part !== null);
  return words.length === 0 ? null : words.join('; ');
}

/** `try 2 of BootNewEnv (BootNewEnvHardReboot)`; of a first try, or once all is done, there is nothing to say. */
function attemptWords({ status, attempt }: Pick<ReasonedRun, 'status' | 'attempt'>): string | null {
  if (!attempt || attempt.number < 2 || statusTable[status].over) return null;
  const { number, step, implementation } = attempt;
  return `try ${number} of ${step}${implementation === null ? '' : ` (${implementation})`}`;
}

/** What its message says already is not said again. */
function findingWords({ finding, message }: Pick<ReasonedRun, 'finding' | 'message'>): string | null {
  if (!finding) return null;
  return message?.includes(finding.text) ? finding.rule : `${finding.rule}: ${finding.text}`;
}

function statusWords(run: ReasonedRun, workflow: WorkflowSummary | undefined, nowMs: number): string | null {
  switch (run.status) {
    case 'late':
      return lateWords(run, workflow, nowMs);
    case 'failed':
      return failedWords(run, titleOf(workflow, run.stage));
    case 'stalled':
      return run.message ?? 'the installer reports that it cannot continue';
    case 'waiting':
      return waitingWords(run, workflow);
    case 'installing':
    case 'installed':
    case 'abandoned':
      return run.message;
  }
}

/** Only a breakpoint ends a run that waits. */
function waitingWords({ endedAt, stage, message }: ReasonedRun, workflow: WorkflowSummary | undefined): string {
  if (endedAt === null) return message ?? 'held on purpose';
  return `held at a breakpoint after ${titleOf(workflow, stage)}${message === null ? '' : `: ${message}`}`;
}

function lateWords(run: ReasonedRun, workflow: WorkflowSummary | undefined, nowMs: number): string {
  const fromMs = Date.parse(run.stageAt ?? run.startedAt);
  const untilMs = run.endedAt === null ? nowMs : Date.parse(run.endedAt);
  const { limitMs } = paceOf({ ...run, endedAt: null }, nowMs);
  const limit = limitMs === null ? '' : `; limit ${limitText(limitMs)}`;
  const after = run.stage === null ? 'the start' : titleOf(workflow, run.stage);
  return `no ${titleOf(workflow, run.nextStage)} for ${durationText(untilMs - fromMs)} after ${after}${limit}`;
}

/** What was given up was never seen, and its message says so. */
function failedWords(run: ReasonedRun, title: string): string {
  if (run.count === 0 && run.message !== null) return `${title} ${run.message}`;
  return `${title} failed${run.count > 1 ? ` ${run.count} times` : ''}${ownWords(run)}`;
}

/** A refused request's message is the line itself, which is shown beside it. */
function ownWords({ message, evidence }: ReasonedRun): string {
  return message === null || message === evidence?.text ? '' : `: ${message}`;
}
