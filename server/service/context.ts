// What every step of the start needs.
import type { Log } from '../core/log.ts';
import type { Environment } from '../settings/environment.ts';
import type { Output } from '../outputs/contract/output.ts';
import type { Closers } from './closers.ts';

export interface ServiceOptions extends Environment {
  log: Log;
  /** Outputs in addition to those of the settings. */
  outputs?: readonly Output[];
  /** Prints a line for each change: debug mode and the demo. */
  console?: NodeJS.WriteStream | undefined;
  nowMs?: (() => number) | undefined;
  /** At the first start, also read what was written since this time, epoch milliseconds. */
  sinceMs?: number | undefined;
  /** Aborts the catch-up at the start. */
  signal?: AbortSignal;
}

export interface StartContext {
  options: ServiceOptions;
  log: Log;
  nowMs: () => number;
  /** Each part is added as soon as it is open; the last is closed first. */
  closers: Closers;
}
