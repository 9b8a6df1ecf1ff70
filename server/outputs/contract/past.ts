// How an output resumes: the store keeps the number of the last change that the output has processed, and every transition by number.
//
// The position is written with the next batch of the store, at most five seconds later. After a crash, an output may receive changes again, but
// never misses one:
// - checklist.log compares them with the end of its file, so that each line is written exactly once;
// - a module receives them again, with the same `seq` (at least once).
// `gone` and `deployment` changes are not stored: the former matter only when they happen, and of the latter only the last state matters.
import type { NumberedTransition } from '../../core/change.ts';

export interface Past {
  /** Number of the last change that the output had processed when the service stopped; undefined for a new output. */
  readonly position: number | undefined;
  /** Number of the last change that was stored and passed to the outputs. */
  last(): number;
  /** Records that the output has processed everything up to this number. */
  done(seq: number): void;
  /** Stored transitions after a number, oldest first. */
  after(seq: number, limit: number): NumberedTransition[];
}
