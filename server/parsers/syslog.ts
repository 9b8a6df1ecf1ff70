// Lines of a syslog file: the header, then the program's own reader. A program without one says nothing of ours; dhclient on the
// frontend writes lines that look like dhcpd's, so the program decides and never the words.
import { readDhcpdMessage } from './isc-dhcpd.ts';
import { createTftpdReader } from './in-tftpd.ts';
import type { Parser } from './parser.ts';
import { type MessageReader, toParsedLine } from './sighting.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';
import type { YearlessTimeOptions } from './yearless-time.ts';

export type SyslogOptions = YearlessTimeOptions;

/** By the program's name on the line. A reader may remember earlier lines, so each log has its own. */
function createReaders(): ReadonlyMap<string, MessageReader> {
  const tftpd = createTftpdReader();
  return new Map([
    ['dhcpd', readDhcpdMessage],
    ['in.tftpd', tftpd],
    ['tftpd', tftpd],
  ]);
}

/** A parser for the lines of one log, in their order. Throws RangeError when `timeZone` does not exist. */
export function createSyslogParser(options: SyslogOptions): Parser {
  const readHeader = createSyslogHeaderReader(options);
  const readers = createReaders();
  return {
    parse(line) {
      const header = readHeader(line.text);
      if (!header) return { kind: 'odd', atMs: null };
      const read = readers.get(header.program);
      return toParsedLine(line, header.atMs, read ? read(header.message, header.pid) : 'irrelevant');
    },
  };
}
