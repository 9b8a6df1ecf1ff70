// What the monitor requires of an output: it accepts each change, in order, without blocking the core.
import type { Change } from './change.ts';

export interface Receiver {
  readonly name: string;
  /** Must not block, and must not throw on external conditions such as a full disk or a slow client. */
  take(change: Change): void;
  /** Resolves when it can accept more without using more memory. */
  ready?(): Promise<void>;
}
