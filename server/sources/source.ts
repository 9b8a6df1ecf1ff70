// What every source is: it can tell what was there already, in the order of its lines' times, and then follows what comes.
import type { Observation } from '../../state-machines/vocabulary.ts';
import type { QueueItem } from '../queue.ts';

/** A line's own time, and what it says about an install, if anything. */
export interface Timed {
  atMs: number;
  observation?: Observation;
}

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
  /** The last few that could not be understood. */
  oddExamples: string[];
  /** What else the source counts, such as rotations. */
  counters: Record<string, number>;
}

export type Push = (item: QueueItem) => Promise<void>;

export interface Source {
  readonly name: string;
  status(): SourceStatus;
  /** What is there at the start and is to be read, oldest first. Ends at what is there when it gets to it. */
  catchUp(): AsyncGenerator<Timed>;
  /** Follows from where `catchUp` ended; resolves once it is under way. */
  follow(push: Push): Promise<void>;
  stop(): Promise<void>;
}
