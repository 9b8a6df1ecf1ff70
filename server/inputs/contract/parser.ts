// What every parser of log lines is: one line in, one observation or nothing out, or what it says of several machines. A parser never throws on a line, never does I/O and
// has no clock; what it can't read it calls odd, and its source counts that.
import type { DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';

/** One complete line of a log, without its line end. */
export interface LogLine {
  text: string;
  /** Name of the source, such as `messages`. */
  source: string;
  /** Line number in its file, 1 for the first; null where unknown. */
  line: number | null;
  /** Byte offset of its first byte in its file; null where there is no file. */
  offset: number | null;
  /** Our clock when it was read, epoch milliseconds. */
  receivedAtMs: number;
}

/**
 * observation: it says something about a machine's install · several: about those of many machines, or about a whole deployment · irrelevant: understood, and nothing of ours · odd: not of this
 * log's form, or damaged. `atMs` is the line's own time in epoch milliseconds, null where it has none that can be read.
 */
export type ParsedLine =
  | { kind: 'observation'; atMs: number; observation: Observation }
  | ({ kind: 'several'; atMs: number } & Several)
  | { kind: 'irrelevant'; atMs: number | null }
  | { kind: 'odd'; atMs: number | null };

/** What one line says where it speaks of more than one machine: of the deployment, and of each of its machines. */
export interface Several {
  report?: DeploymentReport;
  observations: readonly Observation[];
}

/** Whether the bytes of `block` between `from` and `to`, a line, surely are irrelevant; when in doubt, false. */
export type LineFilter = (block: Buffer, from: number, to: number) => boolean;

export interface Parser {
  parse(line: LogLine): ParsedLine;
  /** Sentences about what it puts right in its lines' times. */
  corrections?(): string[];
  /** Where most lines can be told by a few bytes: asked before a line becomes a string. */
  isForeign?: LineFilter;
}
