// What the core hands to the store and to the outputs, in the order in which it happened.
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { BackendStatus, Transition } from '../../state-machines/vocabulary.ts';
import type { Backend } from './registry.ts';

/** What a run's machine made, with its number and its backend: one shape from the dispatcher to the store and to every output. */
export interface NumberedTransition {
  type: 'transition';
  /** Rises with each change, over restarts too where there is a store; the number of a `gone` is missing among the stored ones. */
  seq: number;
  backend: Backend;
  /** Status of the run before it, `idle` where it is the run's first; the one after it is `transition.status`. */
  statusBefore: BackendStatus;
  transition: Transition;
}

/**
 * gone: the backend turned out to be another one that is already known · deployment: what is known of one has changed; it has no number of
 * its own, because only its last state counts.
 */
export type Change =
  | NumberedTransition
  | { type: 'gone'; seq: number; id: string }
  | { type: 'deployment'; seq: number; deployment: Deployment };
