// One run as plain data: the state and context of its state machine, and what its track keeps beside them.
import type { Acknowledgement, Attempt, Evidence, Finding, RunStatus, StageRecord } from '../vocabulary.ts';
import type { Stage, Workflow } from '../workflow/workflow.ts';

/** An observation of this backend, recognized as a stage of `workflow`. */
export interface RunEvent {
  stage: Stage;
  workflow: Workflow;
  error: boolean;
  message: string | null;
  /** The line's own time, epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  evidence: Evidence | null;
  /** Errors only: the install as a whole has failed, at the stage that the run has reached. */
  whole?: boolean | undefined;
  attempt?: Attempt | undefined;
  /** Whether it proves that the machine follows this workflow. */
  told?: boolean;
  /** The stage was reported by name: an installed machine does not do that in normal operation. */
  reported?: boolean;
  deployment?: string | undefined;
  /** Version of what the stage puts on the machine. */
  version?: string | undefined;
}

/** When something happened, and the line that proves it. */
export type When = Pick<RunEvent, 'atMs' | 'receivedAtMs' | 'evidence'>;

/** The part of an observation that a run's state machine reads. It looks up the stage by name in its own workflow. */
export interface Observed extends Pick<RunEvent, 'error' | 'message' | 'atMs' | 'evidence' | 'whole' | 'attempt'> {
  type: 'OBSERVED';
  stage: Pick<Stage, 'name'>;
}

/**
 * ALL_FAILED: the error that failed a stage also failed the whole install. CLOSED and EXTENDED: a person ends the run, or gives its next stage
 * more time.
 */
export type MachineEvent =
  | Observed
  | { type: 'LIMIT_PASSED'; nowMs: number }
  | { type: 'SUPERSEDED'; atMs: number }
  | { type: 'ALL_FAILED'; atMs: number }
  | { type: 'CLOSED'; atMs: number; as: 'abandoned' | 'installed' }
  | { type: 'EXTENDED'; atMs: number; seconds: number };

export interface RunContext {
  /** By stage name; a stage that was never seen has none. */
  records: Readonly<Record<string, StageRecord>>;
  /** Index of the furthest stage reached, -1 for none. */
  furthest: number;
  /** Deadline of the next required stage, epoch milliseconds; null while no limit runs. */
  deadlineMs: number | null;
  /** When the run fails without the next required stage; null for never. Missing in state saved by earlier versions. */
  failsMs?: number | null;
  /** Index of the first stage whose success clears the errors since the run was last well. */
  healsFrom: number;
  /** Whether the install as a whole failed there, so that only a later stage clears it. */
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
  /** When it failed, or the run moved on to another step; null while it is under way. */
  endedAtMs: number | null;
  /** Why it failed; null if it has not. */
  failed: string | null;
  /** From its last report. */
  allowed: number | null;
  limitSeconds: number | null;
}

/** State and context of a run; the other fields of an xstate snapshot are constant or derived. */
export interface RunSnapshot {
  value: RunStatus;
  context: RunContext;
}

export interface RunState {
  id: string;
  workflow: Workflow;
  snapshot: RunSnapshot;
  startedAtMs: number;
  /** Seen only by DHCP and boot configuration: may still turn out to be a boot from disk. */
  provisional: boolean;
  /** The installer's last message on the health channel that is not a stage. */
  text: string | null;
  /** Whether the machine's own requests identified its workflow. */
  told: boolean;
  /** Who acknowledged the trouble; cleared when the status changes or the run fails again. */
  acknowledged: Acknowledgement | null;
  /** Id of its deployment; null for a machine that is installed on its own. */
  deployment: string | null;
  /** Broken rules and known errors, oldest first. */
  findings: readonly Finding[];
  /** 1, or one more than the previous run's if the machine booted its installer again in the middle of that run. */
  round: number;
}
