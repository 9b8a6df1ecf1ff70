// What every output is: a receiver of changes that writes out what it holds when asked.
import type { Receiver } from '../../core/receiver.ts';

export interface Output extends Receiver {
  /** Writes out what it holds, then lets go of what it opened. */
  close(): Promise<void>;
}
