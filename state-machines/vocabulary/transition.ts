// Changes of a run: caused by an observation, an expired limit or a person's action. Pure data.
import type { Evidence, FindingWords } from './observation.ts';
import type { BackendStatus } from './status.ts';

/** A finding of a run, with its time and stage. */
export interface Finding extends FindingWords {
  stage: string | null;
  atMs: number;
}

/** A user has acknowledged that a run is in trouble. */
export interface Acknowledgement {
  by: string;
  atMs: number;
  note: string | null;
}

/** A backend in maintenance. */
export interface Mute extends Acknowledgement {
  /** Epoch milliseconds; null: until a user ends it. */
  untilMs: number | null;
}

/** Changes caused by a log or a limit. tried: a try of a step failed, and another may follow. */
const seenKinds = [
  'reached',
  'repeated',
  'tried',
  'failed',
  'late',
  'waiting',
  'stalled',
  'abandoned',
  'dissolved',
  'finding',
  'text',
] as const;
/** Changes caused by a person: see actions.ts. */
export const actionKinds = ['acknowledged', 'unacknowledged', 'muted', 'unmuted', 'closed', 'extended'] as const;
export const transitionKinds = [...seenKinds, ...actionKinds] as const;
export type TransitionKind = (typeof transitionKinds)[number];
export type ActionKind = (typeof actionKinds)[number];

/** Whether a person caused it, rather than a log or a limit. */
export function isActionKind(kind: TransitionKind): kind is ActionKind {
  return (actionKinds as readonly string[]).includes(kind);
}

/** The state machine's response to an observation or an expired limit: what outputs and the live feed receive. */
export interface Transition {
  kind: TransitionKind;
  runId: string;
  stage: string;
  /** False for an error, an expired limit, a stall, an abandoned run. */
  success: boolean;
  message: string | null;
  /** Status of the run afterwards; `idle` only without a run (a machine that was muted). */
  status: BackendStatus;
  /** Status of the run before it; `idle` for the first transition of a run. */
  statusBefore: BackendStatus;
  /** The line's own time; for an expired limit, the time at which it expired. Epoch milliseconds. */
  observedAtMs: number;
  receivedAtMs: number;
  evidence: Evidence | null;
  /** The author of a person's action; null for anything else. */
  author: string | null;
}
