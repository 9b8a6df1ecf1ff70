// What the core passes to the store and to the outputs, in order.
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { Transition } from '../../state-machines/vocabulary.ts';
import type { Backend } from './registry.ts';

/** A transition of a run's state machine, with its number and its backend. The dispatcher, the store and all outputs use this shape. */
export interface NumberedTransition {
  type: 'transition';
  /** Increases with each change; with a store, also across restarts. Stored numbers have gaps, because a `gone` is not stored. */
  seq: number;
  backend: Backend;
  transition: Transition;
}

/**
 * gone: the backend turned out to be one that was already known · deployment: the state of a deployment has changed. It has no number of its
 * own, because only its last state matters.
 */
export type Change =
  | NumberedTransition
  | { type: 'gone'; seq: number; id: string }
  | { type: 'deployment'; seq: number; deployment: Deployment };
