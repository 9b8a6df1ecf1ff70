// Parses lines of a syslog file: the header, then the message by the program's own reader.
import { createForeignProgramFilter } from './foreign-program.ts';
import type { Programs } from '../contract/log-format.ts';
import { newReading } from '../../core/queue.ts';
import type { Parser } from '../contract/parser.ts';
import { ProgramClocks } from './program-clocks.ts';
import { readingOfLine } from '../contract/sighting.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';
import type { YearlessTimeOptions } from '../clocks/yearless-time.ts';

export interface SyslogOptions extends YearlessTimeOptions {
  /** The first lines of the log: clock corrections learned from them apply from its first line on. */
  head?: readonly string[] | undefined;
}

/** A parser for the lines of one log, in order. Throws RangeError if `timeZone` does not exist. */
export function createSyslogParser(options: SyslogOptions, programs: Programs): Parser {
  const readHeader = createSyslogHeaderReader(options);
  const readers = programs.newReaders();
  const deployers = programs.newDeployerReaders();
  const clocks = new ProgramClocks();
  learn(clocks, options, readers);
  return {
    corrections: () => clocks.corrections(),
    isForeign: createForeignProgramFilter([...readers.keys(), ...deployers.keys()]),
    parse(line) {
      const header = readHeader(line.text);
      if (!header) return 'unparsed';
      const readDeployer = deployers.get(header.program);
      if (readDeployer) return readDeployer(header.message, line, header.atMs);
      const read = readers.get(header.program);
      if (!read) return newReading(header.atMs);
      const atMs = clocks.correct(header.program, header.atMs, line.receivedAtMs);
      return readingOfLine(line, atMs, read(header.message, header.pid));
    },
  };
}

function learn(clocks: ProgramClocks, { head = [], ...options }: SyslogOptions, readers: ReadonlyMap<string, unknown>): void {
  const readHeader = createSyslogHeaderReader(options);
  for (const text of head) {
    const header = readHeader(text);
    if (header && readers.has(header.program)) clocks.correct(header.program, header.atMs, 0);
  }
  clocks.begin();
}
