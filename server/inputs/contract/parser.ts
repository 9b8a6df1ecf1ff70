// The parser interface: takes one line, and returns what it shows about an install. A parser never throws on a line, does no I/O and has no clock.
// Lines it can't read are unparsed, and counted by their source.
import type { Reading } from '../../core/queue.ts';

/** One complete line of a log, without its line end. */
export interface Line {
  text: string;
  /** Name of the source, such as `messages`. */
  source: string;
  /** Line number in its file, starting at 1; null if unknown. */
  number: number | null;
  /** Byte offset of the line in its file; null if there is no file. */
  offset: number | null;
  /** When it was read, by our clock, in epoch milliseconds; 0 if unknown. */
  receivedAtMs: number;
  /** Not the whole line: it was too long, or never completed. */
  cut?: true;
}

/** Why a line yields nothing. irrelevant: understood, but not about an install · unparsed: not in this log's format, or damaged. */
export type Unseen = 'irrelevant' | 'unparsed';

/** Whether the line in the bytes of `block` between `from` and `to` is certainly irrelevant; when in doubt, false. */
export type LineFilter = (block: Buffer, from: number, to: number) => boolean;

export interface Parser {
  /** An `Unseen` only for a line without a readable time. */
  parse(line: Line): Reading | Unseen;
  /** Sentences about timestamps it corrects. */
  corrections?(): string[];
  /** If a few bytes identify most irrelevant lines: called before a line becomes a string. */
  isForeign?: LineFilter;
}

/** The line's own time in epoch milliseconds; null if it has no readable time. */
export function timeOf(read: Reading | Unseen): number | null {
  return typeof read === 'string' ? null : read.atMs;
}

/** Whether a line was not understood, except perhaps its time. */
export function isUnparsed(read: Reading | Unseen): boolean {
  return read === 'unparsed' || (typeof read === 'object' && read.isUnparsed === true);
}
