// What a format of logs is: how its lines are recognised, and who reads them. And what all plug-ins can read, put together, for code that must
// not know them by name.
import type { Reading } from '../../core/queue.ts';
import type { Line, Parser } from './parser.ts';
import type { MessageReader } from './sighting.ts';

export interface LogOptions {
  /** IANA name of the zone of stamps that carry none. */
  timeZone: string;
  /** Year of the first line, where lines have none. */
  year?: number | undefined;
  nowMs: () => number;
  /** Its first lines, where they are known. */
  head?: readonly string[] | undefined;
  /** When its last line was written, epoch milliseconds: for lines with durations and no times. */
  writtenMs?: number | undefined;
}

/** Reads a message about many machines, or about a whole deployment. */
export type DeployerReader = (message: string, line: Line, atMs: number) => Reading;

/** Who reads the messages of which program, by its name in syslog and in the journal. A reader may remember earlier lines, so each log has its own. */
export interface Programs {
  /** Of those whose messages are about one machine each. */
  readonly names: readonly string[];
  newReaders(): ReadonlyMap<string, MessageReader>;
  newDeployerReaders(): ReadonlyMap<string, DeployerReader>;
}

export interface LogFormat {
  readonly name: string;
  /** For messages, such as `an access log`. */
  readonly title: string;
  /** Whether a line, and nothing before it, has this format. */
  isLine?(text: string): boolean;
  /** For a format that single lines do not show: whether a sample of lines has it. Asked before any line is. */
  isSample?(lines: readonly string[]): boolean;
  /** A parser for the lines of one log, in their order. Throws RangeError when `timeZone` does not exist. */
  createParser(options: LogOptions, programs: Programs): Parser;
}

/** What all plug-ins can read together. */
export interface KnownLogs {
  readonly programs: Programs;
  readonly formats: readonly LogFormat[];
  /** Names of log files as a folder has them, such as `*access_log`. */
  readonly fileNames: readonly string[];
  /** Of lines of the same second those of the lower rank come first; undefined: no log, by its name. */
  rankOf(fileName: string): number | undefined;
  /** Name of the format that most of the lines have; undefined when there is none. */
  recognise(lines: readonly string[]): string | undefined;
  /** Throws when there is no such format. */
  createParser(format: string, options: LogOptions): Parser;
}
