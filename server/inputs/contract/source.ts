// What every source is: it can tell what was there already, in the order of its lines' times, and then follows what comes.
import type { QueueItem, Reading } from '../../core/queue.ts';

export interface SourceStatus {
  name: string;
  type: string;
  /** Where it reads from: a path or an address. */
  from: string;
  alive: boolean;
  /** What is wrong and what to do, null when nothing is. */
  trouble: string | null;
  /** Lines or messages read, those that said something about an install, those that could not be understood. */
  lines: number;
  observations: number;
  odd: number;
  lastLineAtMs: number | null;
  /** How far it is done, in words such as `line 1,234 of messages`; null where nothing has an order, or nothing is there. */
  position: string | null;
  /** Bytes that are there and not done yet, a half line's too; null where nobody can tell. */
  lagBytes: number | null;
  /** Sentences about what is put right in its lines' times. */
  corrections?: string[];
  /** The last few that could not be understood. */
  oddExamples: string[];
  /** What else the source counts, such as rotations. */
  counters: Record<string, number>;
}

export type Push = (item: QueueItem) => Promise<void>;

export interface Source {
  readonly name: string;
  status(): SourceStatus;
  /** Before `catchUp`: goes on behind what is stored. `at` is what one of its positions held, after a way through JSON. */
  resume?(at: unknown): void;
  /** What is there at the start and is to be read, oldest first, one by one or some at a time. Ends at what is there when it gets to it. */
  catchUp(): AsyncGenerator<Reading | readonly Reading[]>;
  /** Follows from where `catchUp` ended; resolves once it is under way. */
  follow(push: Push): Promise<void>;
  stop(): Promise<void>;
}
