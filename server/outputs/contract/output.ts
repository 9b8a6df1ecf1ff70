// What every sink is: it takes each change in its order, never slows the machines down by waiting, and writes out what it holds when asked.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { Transition } from '../../../state-machines/vocabulary.ts';
import type { Backend } from '../../core/registry.ts';

/**
 * gone: the backend turned out to be another one that is already there · deployment: what is known of one has changed; it has no number of its
 * own, because only its last state counts.
 */
export type Change =
  | { type: 'transition'; seq: number; backend: Backend; transition: Transition }
  | { type: 'gone'; seq: number; id: string }
  | { type: 'deployment'; seq: number; deployment: Deployment };

export interface Sink {
  readonly name: string;
  /** Must not throw for what is outside the process's control (a full disk, a slow client), and must not block. */
  take(change: Change): void;
  /** Resolves when the sink can take more without its memory growing. */
  ready?(): Promise<void>;
  /** Writes out what it holds, then lets go of what it opened. */
  close(): Promise<void>;
}
