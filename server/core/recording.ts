// What the monitor needs of a store: each batch is kept before anything of it goes to the outputs.
import type { Change } from './change.ts';
import type { Backend } from './registry.ts';

/** What the machines made of some queue items. */
export interface Outcome {
  changes: readonly Change[];
  /** Backends of which something was seen, whether it changed a run or not. */
  touched: ReadonlySet<Backend>;
  /** The last of each source. */
  positions: ReadonlyMap<string, unknown>;
}

export interface Recording {
  /** Resolves with true when it is stored; with false when the service ends before the store could be written. */
  record(outcome: Outcome): Promise<boolean>;
}
