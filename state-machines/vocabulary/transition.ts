// What became of a run by what was seen, by a limit that passed, or by what a person did. Pure data.
import type { Evidence, FindingWords } from './observation.ts';
import type { BackendStatus } from './status.ts';

/** A finding of a run: when, and at which stage. */
export interface Finding extends FindingWords {
  stage: string | null;
  atMs: number;
}

/** Somebody has seen that a run is not well. */
export interface Acknowledgement {
  by: string;
  atMs: number;
  note: string | null;
}

/** A backend in maintenance. */
export interface Mute extends Acknowledgement {
  /** Epoch milliseconds; null for as long as nobody ends it. */
  untilMs: number | null;
}

/** What a log or a limit made of a run. tried: a try of a step has failed, and another may follow. */
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
/** What a person did: see actions.ts. */
export const actionKinds = ['acknowledged', 'unacknowledged', 'muted', 'unmuted', 'closed', 'extended'] as const;
export const transitionKinds = [...seenKinds, ...actionKinds] as const;
export type TransitionKind = (typeof transitionKinds)[number];
export type ActionKind = (typeof actionKinds)[number];

/** Whether a person did it, rather than a log or a limit. */
export function isActionKind(kind: TransitionKind): kind is ActionKind {
  return (actionKinds as readonly string[]).includes(kind);
}

/** What a run's machine made of an observation or of a passed limit: what sinks and the feed get. */
export interface Transition {
  kind: TransitionKind;
  runId: string;
  stage: string;
  /** False for an error, a passed limit, a stall, an abandoned run. */
  success: boolean;
  message: string | null;
  /** Status of the run afterwards; `idle` only where there is no run (a machine that was muted). */
  status: BackendStatus;
  /** Status of the run before it; `idle` for the first transition of a run. */
  statusBefore: BackendStatus;
  /** The line's own time; for a passed limit the moment at which it passed. Epoch milliseconds. */
  observedAtMs: number;
  receivedAtMs: number;
  evidence: Evidence | null;
  /** Who did it, for what a person does; null for what was seen. */
  author: string | null;
}
