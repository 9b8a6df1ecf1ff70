// What every output is: it takes each change in its order, says what is wrong with it, and writes out what it holds when asked. One that has
// to resume where it was after a restart keeps a position: see past.ts.
import type { Receiver } from '../../core/receiver.ts';

/** What an output counts, for `/metrics`. */
export interface OutputFigures {
  /** Changes that it is done with. */
  delivered: number;
  /** Attempts that failed and are repeated. */
  failures: number;
  /** Changes that it could not keep and that no store has. */
  dropped: number;
  /** Changes that wait in memory. */
  waiting: number;
}

export interface Output extends Receiver {
  /** What is wrong and what becomes of it, one sentence for `/healthz`; null when nothing is. */
  readonly trouble?: string | null;
  figures?(): OutputFigures;
  /** Called once, before the first live change. One that resumes takes what it lacks first. */
  start?(): Promise<void> | void;
  /** Writes out what it holds, then lets go of what it opened. May be called twice. */
  close(): Promise<void>;
}
