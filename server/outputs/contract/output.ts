// The interface of all outputs: an output receives each change in order, reports its trouble, and flushes on close. One that resumes after a
// restart keeps a position: see past.ts.
import type { Receiver } from '../../core/receiver.ts';

/** Counters of an output, for `/metrics`. */
export interface OutputFigures {
  /** Changes that have been delivered. */
  delivered: number;
  /** Failed attempts; each is retried. */
  failures: number;
  /** Changes lost because the queue was full and there is no store. */
  dropped: number;
  /** Changes waiting in memory. */
  waiting: number;
}

export interface Output extends Receiver {
  /** What is wrong and what happens next, in one sentence for `/healthz`; null if nothing. */
  readonly trouble?: string | null;
  figures?(): OutputFigures;
  /** Called once, before the first live change. An output that resumes processes missed changes first. */
  start?(): Promise<void> | void;
  /** Flushes, then closes what it has opened. May be called twice. */
  close(): Promise<void>;
}
