// What the monitor needs of an output: it takes each change in its order and never slows the core down by waiting.
import type { Change } from './change.ts';

export interface Receiver {
  readonly name: string;
  /** Must not throw for what is outside the process's control (a full disk, a slow client), and must not block. */
  take(change: Change): void;
  /** Resolves when it can take more without its memory growing. */
  ready?(): Promise<void>;
}
