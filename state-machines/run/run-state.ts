// What is known of one run, as plain data: the state and context of its machine, and what its track keeps beside them.
import type { Acknowledgement, Attempt, Evidence, Finding, RunStatus, StageRecord } from '../vocabulary.ts';
import type { Stage, Workflow } from '../workflow/workflow.ts';

/** One observation of this backend, recognised as a stage of `workflow`. */
export interface RunEvent {
  stage: Stage;
  workflow: Workflow;
  error: boolean;
  message: string | null;
  /** The line's own time, epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  evidence: Evidence | null;
  /** Of an error: the install as a whole has failed, at the stage that the run has reached. */
  whole?: boolean | undefined;
  attempt?: Attempt | undefined;
  /** Whether it proves that the machine follows this workflow. */
  told?: boolean;
  /** The stage was reported by its name: an installed machine does not do that in passing. */
  reported?: boolean;
  deployment?: string | undefined;
  /** Version of what the stage puts on the machine. */
  version?: string | undefined;
}

/** When something happened, by which line. */
export type When = Pick<RunEvent, 'atMs' | 'receivedAtMs' | 'evidence'>;

/** What a run's machine reads of an observation. The stage is looked up by its name in the machine's own workflow. */
export interface Observed extends Pick<RunEvent, 'error' | 'message' | 'atMs' | 'evidence' | 'whole' | 'attempt'> {
  type: 'OBSERVED';
  stage: Pick<Stage, 'name'>;
}

/** ALL_FAILED: what has failed already, the install has with it. CLOSED and EXTENDED: a person ends the run, or gives its next stage more time. */
export type MachineEvent =
  | Observed
  | { type: 'LIMIT_PASSED'; nowMs: number }
  | { type: 'SUPERSEDED'; atMs: number }
  | { type: 'ALL_FAILED'; atMs: number }
  | { type: 'CLOSED'; atMs: number; as: 'abandoned' | 'installed' }
  | { type: 'EXTENDED'; atMs: number; seconds: number };

export interface RunContext {
  /** By the stage's name; a stage that was never seen has none. */
  records: Readonly<Record<string, StageRecord>>;
  /** Index of the furthest stage in the order that was reached, -1 for none. */
  furthest: number;
  /** When the next stage must have come, epoch milliseconds; null while no limit runs. */
  deadlineMs: number | null;
  /** When the run has failed without the next stage; null for never. Missing in what an earlier version saved. */
  failsMs?: number | null;
  /** Index from which on a success makes up for the errors since the run was last well. */
  healsFrom: number;
  /** Whether the install as a whole failed there, and only a later stage makes up for it. */
  isWhole?: boolean;
  lastHeardMs: number;
  endedAtMs: number | null;
  /** Tries of macro steps, oldest first. */
  tries?: readonly Try[];
}

/** A try of a macro step. */
export interface Try {
  step: string;
  implementation: string | null;
  /** 1 for the first of the step. */
  number: number;
  startedAtMs: number;
  /** When it failed, or the run went on to another step; null while it is under way. */
  endedAtMs: number | null;
  /** Why it failed; null while it has not. */
  failed: string | null;
  /** As the last report of it said. */
  allowed: number | null;
  limitSeconds: number | null;
}

/** Where a run stands; what else an xstate snapshot has is the same for all, or says the same. */
export interface RunSnapshot {
  value: RunStatus;
  context: RunContext;
}

export interface RunState {
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
  /** Who has seen that it is not well; gone as soon as its status changes, or it fails again. */
  acknowledged: Acknowledgement | null;
  /** Id of the deployment that it is part of; null where the machine is installed for itself. */
  deployment: string | null;
  /** Rules that it broke, and known errors that it met, oldest first. */
  findings: readonly Finding[];
  /** 1, or one more than that of the run in whose middle the machine booted its installer again. */
  round: number;
}
