// The reason for a run's status in words, the same on the dashboard and in the terminal. Uses the log's own words if any. Pure.
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

/** The name of a stage in a sentence. */
export function titleOf(workflow: WorkflowSummary | undefined, stage: string | null): string {
  return workflow?.stages.find(({ name }) => name === stage)?.title ?? stage ?? 'nothing';
}

/**
 * `no TFTP request for 2 m 10 s after DHCPACK; limit 40 s` · `profile request failed 3 times` · the installer's own message, the current try and
 * the broken rule. Null if there is nothing to report.
 */
export function reasonWords(run: ReasonedRun, workflow: WorkflowSummary | undefined, nowMs: number): string | null {
  return joined([statusWords(run, workflow, nowMs), attemptWords(run), findingWords(run)]);
}

/** The words for a run that is well. */
export function wordsUnderway(run: Pick<ReasonedRun, 'status' | 'message' | 'attempt' | 'finding'>): string | null {
  return joined([attemptWords(run), run.message, findingWords(run)]);
}

function joined(parts: readonly (string | null)[]): string | null {
  const words = parts.filter((part) => part !== null);
  return words.length === 0 ? null : words.join('; ');
}

/** `try 2 of BootNewEnv (BootNewEnvHardReboot)`; null for a first try, or once the run is done. */
function attemptWords({ status, attempt }: Pick<ReasonedRun, 'status' | 'attempt'>): string | null {
  if (!attempt || attempt.number < 2 || statusTable[status].over) return null;
  const { number, step, implementation } = attempt;
  return `try ${number} of ${step}${implementation === null ? '' : ` (${implementation})`}`;
}

/** Omits what the message already says. */
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

/** A waiting run only ends at a breakpoint. */
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

/** A timed-out stage was never seen; its message says so. */
function failedWords(run: ReasonedRun, title: string): string {
  if (run.count === 0 && run.message !== null) return `${title} ${run.message}`;
  return `${title} failed${run.count > 1 ? ` ${run.count} times` : ''}${ownWords(run)}`;
}

/** A refused request's message is the line itself, which is shown beside it. */
function ownWords({ message, evidence }: ReasonedRun): string {
  return message === null || message === evidence?.text ? '' : `: ${message}`;
}
