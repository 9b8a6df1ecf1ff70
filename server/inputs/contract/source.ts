// The source interface: reads what already exists, ordered by time, then follows new input.
import type { QueueItem, Reading } from '../../core/queue.ts';

export interface SourceStatus {
  name: string;
  type: string;
  /** Where it reads from: a path or an address. */
  from: string;
  alive: boolean;
  /** What is wrong and what to do, null when nothing is. */
  trouble: string | null;
  /** Lines or messages read; those relevant to an install (`observations`); those not understood (`odd`). */
  lines: number;
  observations: number;
  odd: number;
  lastLineAtMs: number | null;
  /** Read position as text, such as `line 1,234 of messages`; null if there is no order, or nothing to read. */
  position: string | null;
  /** Unprocessed bytes, including an incomplete line; null if unknown. */
  lagBytes: number | null;
  /** Sentences about corrected timestamps. */
  corrections?: string[];
  /** The last few unparsed lines. */
  oddExamples: string[];
  /** Other counters, such as rotations. */
  counters: Record<string, number>;
}

export type Push = (item: QueueItem) => Promise<void>;

export interface Source {
  readonly name: string;
  status(): SourceStatus;
  /** Call before `catchUp`: continues after the stored position. `at` is from one of its positions, parsed back from JSON. */
  resume?(at: unknown): void;
  /** Reads what exists at the start, oldest first, singly or in batches. Ends at what exists when it gets there. */
  catchUp(): AsyncGenerator<Reading | readonly Reading[]>;
  /** Follows from where `catchUp` ended; resolves once running. */
  follow(push: Push): Promise<void>;
  stop(): Promise<void>;
}
