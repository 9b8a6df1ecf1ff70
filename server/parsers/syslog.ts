// Lines of a syslog file: the header, then the program's own reader.
import { createForeignProgramFilter } from './foreign-program.ts';
import type { Parser } from './parser.ts';
import { createProgramReaders } from './program-readers.ts';
import { toParsedLine } from './sighting.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';
import type { YearlessTimeOptions } from './yearless-time.ts';

export type SyslogOptions = YearlessTimeOptions;

/** A parser for the lines of one log, in their order. Throws RangeError when `timeZone` does not exist. */
export function createSyslogParser(options: SyslogOptions): Parser {
  const readHeader = createSyslogHeaderReader(options);
  const readers = createProgramReaders();
  return {
    isForeign: createForeignProgramFilter(readers.keys()),
    parse(line) {
      const header = readHeader(line.text);
      if (!header) return { kind: 'odd', atMs: null };
      const read = readers.get(header.program);
      return toParsedLine(line, header.atMs, read ? read(header.message, header.pid) : 'irrelevant');
    },
  };
}
