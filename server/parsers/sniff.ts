// Tells the format of a log from its first lines, for files whose names do not say.
import { createAccessLogParser } from './access-log.ts';
import { createCobblerParser } from './cobbler.ts';
import { readRecordedMessage } from './health.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';
import { isXcat } from './xcat.ts';

export const logFormats = ['syslog', 'access-log', 'mqtt-jsonl', 'xcat-log', 'cobbler-install-log'] as const;
export type LogFormat = (typeof logFormats)[number];

const linesLooked = 20;

/** The format of more than half of the first 20 lines that are not empty; undefined when there is none. */
export function sniffFormat(sampleLines: string[]): LogFormat | undefined {
  const formatOf = createLineSniffer();
  const formats = sampleLines
    .filter((line) => line.trim() !== '')
    .slice(0, linesLooked)
    .map(formatOf);
  return formats.find((format) => format !== undefined && formats.filter((other) => other === format).length * 2 > formats.length);
}

function createLineSniffer(): (text: string) => LogFormat | undefined {
  const accessLog = createAccessLogParser();
  const installLog = createCobblerParser();
  return (text) => {
    // Any leap year and zone do here; each line gets its own reader, so that none is judged by the one before.
    const header = createSyslogHeaderReader({ timeZone: 'UTC', year: 2000, nowMs: () => 0 })(text);
    if (header) return isXcat(header) ? 'xcat-log' : 'syslog';
    const line = { text, source: '', line: null, offset: null, receivedAtMs: 0 };
    if (accessLog.parse(line).kind !== 'odd') return 'access-log';
    if (installLog.parse(line).kind !== 'odd') return 'cobbler-install-log';
    return readRecordedMessage(text) && 'mqtt-jsonl';
  };
}
