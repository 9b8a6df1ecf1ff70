// One run of a backend. Observations and expired limits go to its state machine; the changes come back as transitions. Which run an observation
// belongs to has already been decided. Only its own methods change a run. Pure.
import { isActionKind, type Acknowledgement, type BackendStatus, type Finding, type FindingWords, type RunStatus } from '../vocabulary.ts';
import type { StageRecord, Transition, TransitionKind } from '../vocabulary.ts';
import type { Stage, Workflow } from '../workflow/workflow.ts';
import { moveSnapshot } from './move-snapshot.ts';
import type { MachineEvent, RunEvent, RunSnapshot, RunState, When } from './run-state.ts';
import { shiftContext } from './shift-context.ts';
import { nextSnapshot } from './step.ts';
import { kindOf } from './transition-kind.ts';
import { triesMade } from './tries.ts';

/** Maximum per run; more add nothing. */
export const findingsKept = 20;

export class Run {
  private readonly own: RunState;
  /** Status in its last transition. */
  private shown: BackendStatus;

  /** `shown` is `idle` for a new run, which has had no transition. */
  constructor(state: RunState, shown: BackendStatus = state.snapshot.value) {
    this.own = { ...state };
    this.shown = shown;
  }

  /** The run as plain data, for a store. */
  get state(): Readonly<RunState> {
    return this.own;
  }

  get id(): string {
    return this.own.id;
  }

  get workflow(): Workflow {
    return this.own.workflow;
  }

  get snapshot(): Readonly<RunSnapshot> {
    return this.own.snapshot;
  }

  get status(): RunStatus {
    return this.own.snapshot.value;
  }

  get startedAtMs(): number {
    return this.own.startedAtMs;
  }

  get provisional(): boolean {
    return this.own.provisional;
  }

  get text(): string | null {
    return this.own.text;
  }

  get told(): boolean {
    return this.own.told;
  }

  get acknowledged(): Acknowledgement | null {
    return this.own.acknowledged;
  }

  get deployment(): string | null {
    return this.own.deployment;
  }

  get findings(): readonly Finding[] {
    return this.own.findings;
  }

  get round(): number {
    return this.own.round;
  }

  /** The furthest stage reached. */
  get furthestStage(): Stage | undefined {
    return this.workflow.stages[this.snapshot.context.furthest];
  }

  /** The record of a stage. */
  recordOf(stage: Stage | undefined): StageRecord | undefined {
    return stage && this.snapshot.context.records[stage.name];
  }

  /** Sends an event; returns whether the state machine accepted it. */
  send(event: MachineEvent): boolean {
    const before = this.own.snapshot;
    const after = nextSnapshot(this.own.workflow, before, event);
    this.own.snapshot = after;
    if (after.value !== before.value) this.own.acknowledged = null;
    return after.context !== before.context || after.value !== before.value;
  }

  /** Applies an observation. */
  feed(event: RunEvent): Transition[] {
    const before = { record: this.recordOf(event.stage), status: this.status, tries: triesMade(this.snapshot.context) };
    const { stage, error, message, atMs, evidence, whole, attempt } = event;
    if (!this.send({ type: 'OBSERVED', stage, error, message, atMs, evidence, whole, attempt })) return [];
    const record = this.recordOf(stage);
    if (!record) return [];
    const kind = kindOf(stage, before, { record, status: this.status, tries: triesMade(this.snapshot.context) });
    if (kind === 'failed') this.own.acknowledged = null;
    return [this.transition(kind, event, { stage, message: record.message })];
  }

  /** Records a broken rule or a known error; returns nothing if it has been reported already. */
  addFinding(words: FindingWords, when: When, stage: Stage | undefined): Transition[] {
    const isKnown = this.findings.some(({ rule, text }) => rule === words.rule && text === words.text);
    if (isKnown || this.findings.length >= findingsKept) return [];
    this.own.findings = [...this.findings, { ...words, stage: stage?.name ?? null, atMs: when.atMs }];
    return [this.transition('finding', when, { stage, message: `${words.rule}: ${words.text}` })];
  }

  /** Records a message of its installer that is not a stage. */
  say(text: string, when: When): Transition[] {
    if (this.provisional || this.text === text) return [];
    this.own.text = text;
    return [this.transition('text', when, { stage: this.furthestStage, message: text })];
  }

  acknowledge(acknowledged: Acknowledgement | null): void {
    this.own.acknowledged = acknowledged;
  }

  /** An installer was seen: it is not a boot from disk. */
  confirm(): void {
    this.own.provisional = false;
  }

  /** Replaces `before`, during which the machine booted its installer again. */
  countRound(before: Run): void {
    this.own.round = before.round + 1;
  }

  /** A log that lags behind another shows that it began earlier. */
  beginAt(atMs: number): void {
    this.own.startedAtMs = Math.min(this.own.startedAtMs, atMs);
  }

  /**
   * Moves the run if the event identifies its workflow, or if the backend's name or group changed its limits; otherwise only a provisional run
   * moves.
   */
  follow({ workflow, stage, told = false }: RunEvent): void {
    const isSame = workflow.name === this.workflow.name;
    if (told || isSame || (this.provisional && stage.role !== 'opening')) this.moveTo(workflow);
    this.own.told ||= told;
  }

  /** Continues under another workflow, or under the same one with other limits. */
  moveTo(to: Workflow): void {
    const { workflow: from, snapshot } = this.own;
    if (to === from) return;
    const reached = to.name === from.name ? this.furthestStage?.name : undefined;
    this.own.snapshot = moveSnapshot(snapshot, { to, from, reached });
    this.own.workflow = to;
  }

  /** The host's clock was set by this many milliseconds: durations and remaining time are kept. */
  shift(byMs: number): void {
    const { value, context } = this.own.snapshot;
    this.own.startedAtMs += byMs;
    this.own.snapshot = { value, context: shiftContext(context, byMs) };
  }

  transition(kind: TransitionKind, when: When, { stage, message }: { stage: Stage | undefined; message: string | null }): Transition {
    const { status, shown: statusBefore } = this;
    this.shown = status;
    return {
      kind,
      runId: this.id,
      stage: stage?.name ?? '',
      success: kind === 'repeated' ? this.recordOf(stage)?.status === 'done' : isGood(kind),
      message,
      status,
      statusBefore,
      observedAtMs: when.atMs,
      receivedAtMs: when.receivedAtMs,
      evidence: when.evidence,
      author: null,
    };
  }
}

function isGood(kind: TransitionKind): boolean {
  return kind === 'reached' || kind === 'text' || kind === 'waiting' || kind === 'dissolved' || (isActionKind(kind) && kind !== 'closed');
}
