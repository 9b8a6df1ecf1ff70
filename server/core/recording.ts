// What the monitor requires of a store: each batch is stored before any of it goes to the outputs.
import type { Change } from './change.ts';
import type { Backend } from './registry.ts';

/** The results of a batch of queue items. */
export interface Outcome {
  changes: readonly Change[];
  /** Backends to be stored, even if none of their runs has changed. */
  touched: ReadonlySet<Backend>;
  /** The last position of each source. */
  positions: ReadonlyMap<string, unknown>;
}

export interface Recording {
  /** Resolves with true when stored, or with false if the service shuts down before the store could be written. */
  record(outcome: Outcome): Promise<boolean>;
}
