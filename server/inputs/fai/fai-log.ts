// Parser for the log of fai-monitor with timestamps (`fai-monitor -T`): the received lines, each prefixed with its time. The log does not contain
// the sender's address, so the name in the line identifies the machine.
import { readFaiLine } from './monitor-lines.ts';
import { readAsctime } from '../health/health-time.ts';
import type { Parser } from '../contract/parser.ts';
import { readingOfLine } from '../contract/sighting.ts';

// Sat Nov 21 09:00:52 2026 - demohost TASKEND confdir 0
const stamped = /^([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}) - (.*)$/s;
// FAI monitoring daemon started on port 4711 with pid 812
// 10.1.1.181:40112: No data or timeout.
const ownWords = /^(?:FAI monitoring daemon |\S+:\d{1,5}: )/;
const thisHost = '127.0.0.1';

/** Throws RangeError if `timeZone` does not exist. */
export function createFaiLogParser({ timeZone }: { timeZone: string }): Parser {
  return {
    parse(line) {
      const [, time = '', text = ''] = stamped.exec(line.text) ?? [];
      const atMs = readAsctime(time, timeZone);
      if (atMs === undefined) return 'unparsed';
      return readingOfLine(line, atMs, ownWords.test(text) ? 'irrelevant' : readFaiLine(text, thisHost));
    },
  };
}
