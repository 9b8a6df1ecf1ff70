// What the core hands to the store and to the outputs, in the order in which it happened.
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { Transition } from '../../state-machines/vocabulary.ts';
import type { Backend } from './registry.ts';

/**
 * gone: the backend turned out to be another one that is already known · deployment: what is known of one has changed; it has no number of
 * its own, because only its last state counts.
 */
export type Change =
  | { type: 'transition'; seq: number; backend: Backend; transition: Transition }
  | { type: 'gone'; seq: number; id: string }
  | { type: 'deployment'; seq: number; deployment: Deployment };
