// How an output resumes: the store keeps the number of the last change that the output is done with, and every transition by its number.
//
// The position is written with the next batch of the store, at the latest five seconds later: after an end without warning an output may get
// changes again that it had already, and never lacks one. What that means for each:
// - checklist.log compares what it gets again with the end of its file, so each line is there once;
// - a module gets them again, with the same `seq` (at least once).
// `gone` and `deployment` changes are not among the stored ones: the first is of the present only, of the second only the last state counts.
import type { NumberedTransition } from '../../core/change.ts';

export interface Past {
  /** Number of the last change that the output was done with when the service ended; undefined when it has never been here. */
  readonly position: number | undefined;
  /** Number of the last change that was stored and handed out. */
  last(): number;
  /** The output is done with everything up to this number. */
  done(seq: number): void;
  /** Stored transitions after a number, oldest first. */
  after(seq: number, limit: number): NumberedTransition[];
}
