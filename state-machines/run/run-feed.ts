// One run of a backend and what happens to it: observations and passed limits go to its machine, and what that makes of them comes back
// as transitions. Which run an observation belongs to has been settled before. Pure.
import { moveSnapshot } from './move-snapshot.ts';
import { runStatus, type Observed, type RunEvent, type RunSnapshot } from './run.ts';
import type { Acknowledgement } from '../track/actions.ts';
import { isActionKind, type FindingWords, type RunStatus, type StageRecord, type Transition, type TransitionKind } from '../vocabulary.ts';
import { nextSnapshot } from './step.ts';
import type { Stage, Workflow } from '../workflow/workflow.ts';

export interface Run {
  id: string;
  workflow: Workflow;
  snapshot: RunSnapshot;
  startedAtMs: number;
  /** Seen by DHCP and boot configuration only: may still turn out to be a boot from disk. */
  provisional: boolean;
  /** The installer's last words on the health channel that are no stage. */
  text: string | null;
  /** Whether something that the machine asked for told its workflow. */
  told: boolean;
  /** Who has seen that it is not well; gone as soon as its status changes, or it fails anew. */
  acknowledged: Acknowledgement | null;
  /** Id of the deployment that it is part of; null where the machine is installed for itself. */
  deployment: string | null;
  /** Rules that it broke, and known errors that it met, oldest first. */
  findings: readonly Finding[];
  /** 1, or one more than that of the run in whose middle the machine booted its installer anew. */
  round: number;
}

export interface Finding extends FindingWords {
  stage: string | null;
  atMs: number;
}

/** More says nothing new. */
const findingsKept = 20;

/** One observation of this backend, recognised under `workflow`. */
export interface TrackEvent extends Omit<Observed, 'type' | 'stage'> {
  stage: Stage;
  workflow: Workflow;
  /** Whether it told that the machine follows this workflow. */
  told?: boolean;
  /** Somebody said so, by the stage's name: no installed machine does that by the way. */
  reported?: boolean;
  /** The install as a whole has failed: an error of the stage that the run stands at, whichever that is. */
  whole?: boolean;
  deployment?: string | undefined;
  /** Version of what the stage puts on the machine. */
  version?: string | undefined;
  receivedAtMs: number;
}
/** When something happened, by which line. */
export type When = Pick<TrackEvent, 'atMs' | 'receivedAtMs' | 'evidence'>;

/** The run goes on under another workflow, or under the same one with other limits. */
export function moveRun(run: Run, to: Workflow): void {
  if (to === run.workflow) return;
  const reached = to.name === run.workflow.name ? furthestStage(run)?.name : undefined;
  run.snapshot = moveSnapshot(run.snapshot, { to, from: run.workflow, reached });
  run.workflow = to;
}

/** The last stage of the order that a run has reached. */
export function furthestStage(run: Run): Stage | undefined {
  return run.workflow.stages[run.snapshot.context.furthest];
}

/** What is recorded of a stage. */
export function recordOf(run: Run, stage: Stage | undefined): StageRecord | undefined {
  return stage && run.snapshot.context.records[stage.name];
}

/** Whether the machine took the event. */
export function send(run: Run, event: RunEvent): boolean {
  const before = run.snapshot;
  run.snapshot = nextSnapshot(run.workflow, before, event);
  if (run.snapshot.value !== before.value) run.acknowledged = null;
  return run.snapshot.context !== before.context || run.snapshot.value !== before.value;
}

/** What the run makes of an observation. */
export function feed(run: Run, event: TrackEvent): Transition[] {
  const before = recordOf(run, event.stage);
  const statusBefore = runStatus(run.snapshot);
  const tryBefore = tryOf(run);
  if (
    !send(run, {
      type: 'OBSERVED',
      stage: event.stage.name,
      error: event.error,
      message: event.message,
      atMs: event.atMs,
      evidence: event.evidence,
      whole: event.whole,
      attempt: event.attempt,
    })
  )
    return [];
  const after = recordOf(run, event.stage);
  if (!after) return [];
  const status = runStatus(run.snapshot);
  const kind = kindOf(event, { before, after, moved: statusBefore !== status || tryOf(run) !== tryBefore, status });
  if (kind === 'failed') run.acknowledged = null;
  return [transition(run, kind, event, { stage: event.stage, message: after.message })];
}

/** Number of the newest try. */
function tryOf({ snapshot }: Run): number {
  const { tries = [] } = snapshot.context;
  return tries.reduce((sum, { number }) => sum + number, 0);
}

interface Step {
  before: StageRecord | undefined;
  after: StageRecord;
  /** Whether the run stands elsewhere now: another status, or another try. */
  moved: boolean;
  status: RunStatus;
}

/** The same stage with the same outcome and text again is a repetition, unless it changed where the run stands. */
function kindOf(event: TrackEvent, { before, after, moved, status }: Step): TransitionKind {
  if (before?.status === after.status && before.message === after.message && !moved) return 'repeated';
  if (event.stage.role === 'waiting') return 'waiting';
  if (event.stage.role === 'stalled') return 'stalled';
  if (after.status !== 'failed') return event.stage.role === 'held' ? 'waiting' : 'reached';
  return status === 'failed' ? 'failed' : 'tried';
}

/** A rule that the run broke, or an error that is known; nothing when it has been told already. */
export function addFinding(run: Run, words: FindingWords, when: When, stage: Stage | undefined): Transition[] {
  const isKnown = run.findings.some(({ rule, text }) => rule === words.rule && text === words.text);
  if (isKnown || run.findings.length >= findingsKept) return [];
  run.findings = [...run.findings, { ...words, stage: stage?.name ?? null, atMs: when.atMs }];
  return [transition(run, 'finding', when, { stage, message: `${words.rule}: ${words.text}` })];
}

export function transition(
  run: Run,
  kind: TransitionKind,
  when: When,
  what: { stage: Stage | undefined; message: string | null },
): Transition {
  const success =
    kind === 'reached' || kind === 'text' || kind === 'waiting' || kind === 'dissolved' || (isActionKind(kind) && kind !== 'closed');
  return {
    kind,
    runId: run.id,
    stage: what.stage?.name ?? '',
    success: kind === 'repeated' ? recordOf(run, what.stage)?.status === 'done' : success,
    message: what.message,
    status: runStatus(run.snapshot),
    observedAtMs: when.atMs,
    receivedAtMs: when.receivedAtMs,
    evidence: when.evidence,
    author: null,
  };
}
