// What every parser of log lines is: one line in; out comes what it says of an install. A parser never throws on a line, never does I/O and has
// no clock; what it can't read it calls unparsed, and its source counts that.
import type { Reading } from '../../core/queue.ts';

/** One complete line of a log, without its line end. */
export interface Line {
  text: string;
  /** Name of the source, such as `messages`. */
  source: string;
  /** Line number in its file, 1 for the first; null where unknown. */
  number: number | null;
  /** Byte offset of its first byte in its file; null where there is no file. */
  offset: number | null;
  /** Our clock when it was read, epoch milliseconds; 0 where nobody was there. */
  receivedAtMs: number;
  /** Not the whole line: it was too long, or nobody completed it. */
  cut?: true;
}

/** Why nothing is seen in a line. irrelevant: understood, and nothing of ours · unparsed: not of this log's form, or damaged. */
export type Unseen = 'irrelevant' | 'unparsed';

/** Whether the bytes of `block` between `from` and `to`, a line, surely are irrelevant; when in doubt, false. */
export type LineFilter = (block: Buffer, from: number, to: number) => boolean;

export interface Parser {
  /** Only why there is nothing for a line without a time that can be read. */
  parse(line: Line): Reading | Unseen;
  /** Sentences about what it puts right in its lines' times. */
  corrections?(): string[];
  /** Where most lines can be told by a few bytes: asked before a line becomes a string. */
  isForeign?: LineFilter;
}

/** A line's own time, epoch milliseconds; null where it has none that can be read. */
export function timeOf(read: Reading | Unseen): number | null {
  return typeof read === 'string' ? null : read.atMs;
}

/** Whether a line was not understood, apart perhaps from its time. */
export function isUnparsed(read: Reading | Unseen): boolean {
  return read === 'unparsed' || (typeof read === 'object' && read.isUnparsed === true);
}
