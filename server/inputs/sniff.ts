// Tells the format of a log from its first lines, for files whose names do not say.
import { createAccessLogParser } from './web-logs/access-log.ts';
import { createCaddyParser } from './caddy/caddy.ts';
import { createCobblerParser } from './cobbler/install-log.ts';
import { createFaiLogParser } from './fai/fai-log.ts';
import { readRecordedMessage } from './health/health.ts';
import { createJournalParser } from './journald/journal-entry.ts';
import { isKadeploy2 } from './kadeploy/kadeploy-2.ts';
import { isKadeployText } from './kadeploy/console.ts';
import { createKadeployLogParser } from './kadeploy/log.ts';
import { createKeaLogParser } from './kea/kea-log.ts';
import type { Parser } from './contract/parser.ts';
import { hasDcmanagerTable } from './starlingx/cli/cli-log.ts';
import { isOrchestratorLine } from './starlingx/orchestrator-log.ts';
import { createSyslogHeaderReader } from './syslog/syslog-header.ts';
import { isXcat } from './xcat/xcat-log.ts';

export const logFormats = [
  'syslog',
  'access-log',
  'caddy-log',
  'kea-log',
  'journal-json',
  'mqtt-jsonl',
  'xcat-log',
  'cobbler-install-log',
  'fai-log',
  'starlingx-cli',
  'starlingx-log',
  'kadeploy-console',
  'kadeploy-log',
  'kadeploy-2',
] as const;
export type LogFormat = (typeof logFormats)[number];

const linesLooked = 20;

/** The format of more than half of the first 20 lines that are not empty; undefined when there is none. A session has tables between much else. */
export function sniffFormat(sampleLines: string[]): LogFormat | undefined {
  if (hasDcmanagerTable(sampleLines)) return 'starlingx-cli';
  if (isKadeployText(sampleLines)) return 'kadeploy-console';
  const formatOf = createLineSniffer();
  const formats = sampleLines
    .filter((line) => line.trim() !== '')
    .slice(0, linesLooked)
    .map(formatOf);
  return formats.find((format) => format !== undefined && formats.filter((other) => other === format).length * 2 > formats.length);
}

function createLineSniffer(): (text: string) => LogFormat | undefined {
  const parsers: [LogFormat, Parser][] = [
    ['access-log', createAccessLogParser()],
    ['kea-log', createKeaLogParser({ timeZone: 'UTC' })],
    ['kadeploy-log', createKadeployLogParser()],
    ['cobbler-install-log', createCobblerParser()],
    ['fai-log', createFaiLogParser({ timeZone: 'UTC' })],
    ['caddy-log', createCaddyParser()],
    ['journal-json', createJournalParser()],
  ];
  return (text) => {
    if (isOrchestratorLine(text)) return 'starlingx-log';
    if (isKadeploy2(text)) return 'kadeploy-2';
    // Any leap year and zone do here; each line gets its own reader, so that none is judged by the one before.
    const header = createSyslogHeaderReader({ timeZone: 'UTC', year: 2000, nowMs: () => 0 })(text);
    if (header) return isXcat(header) ? 'xcat-log' : 'syslog';
    const line = { text, source: '', line: null, offset: null, receivedAtMs: 0 };
    const [format] = parsers.find(([, parser]) => parser.parse(line).kind !== 'odd') ?? [];
    return format ?? (readRecordedMessage(text) && 'mqtt-jsonl');
  };
}
