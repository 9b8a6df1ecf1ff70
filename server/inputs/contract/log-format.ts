// A log format: how its lines are recognised, and what parses them. Also everything that all plug-ins can parse, combined, for code that must not
// know them by name.
import type { Reading } from '../../core/queue.ts';
import type { Line, Parser } from './parser.ts';
import type { MessageReader } from './sighting.ts';

export interface LogOptions {
  /** IANA name of the zone of timestamps without one. */
  timeZone: string;
  /** Year of the first line, for formats without a year. */
  year?: number | undefined;
  nowMs: () => number;
  /** The first lines of the log, if known. */
  head?: readonly string[] | undefined;
  /** When its last line was written, epoch milliseconds: for lines with durations and no times. */
  writtenMs?: number | undefined;
}

/** Reads a message about many machines, or about a whole deployment. */
export type DeployerReader = (message: string, line: Line, atMs: number) => Reading;

/** Readers of messages by program, under its name in syslog and the journal. A reader may keep state, so each log has its own. */
export interface Programs {
  /** Programs whose messages are about one machine each. */
  readonly names: readonly string[];
  newReaders(): ReadonlyMap<string, MessageReader>;
  newDeployerReaders(): ReadonlyMap<string, DeployerReader>;
}

export interface LogFormat {
  readonly name: string;
  /** For messages, such as `an access log`. */
  readonly title: string;
  /** Whether a single line has this format, regardless of earlier lines. */
  isLine?(text: string): boolean;
  /** For a format that single lines do not reveal: whether a sample of lines has it. Checked before `isLine`. */
  isSample?(lines: readonly string[]): boolean;
  /** A parser for the lines of one log, in order. Throws RangeError if `timeZone` does not exist. */
  createParser(options: LogOptions, programs: Programs): Parser;
}

/** Everything that all plug-ins can read. */
export interface KnownLogs {
  readonly programs: Programs;
  readonly formats: readonly LogFormat[];
  /** Names of log files as a folder has them, such as `*access_log`. */
  readonly fileNames: readonly string[];
  /** Among lines of the same second, lower ranks precede; undefined: not a log, by its name. */
  rankOf(fileName: string): number | undefined;
  /** Name of the format of most lines; undefined if there is none. */
  recognise(lines: readonly string[]): string | undefined;
  /** Throws if there is no such format. */
  createParser(format: string, options: LogOptions): Parser;
}
