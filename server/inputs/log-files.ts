// Which files a path stands for: single logs, or a folder's logs with their rotated siblings, oldest first; and the parser that each needs.
import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { basename, dirname, join } from 'node:path';
import { createAccessLogParser } from './web-logs/access-log.ts';
import { createCaddyParser } from './caddy/caddy.ts';
import { createCobblerParser } from './cobbler/install-log.ts';
import { createFaiLogParser } from './fai/fai-log.ts';
import { createMqttJsonlParser } from './health/health.ts';
import { createJournalParser } from './journald/journal-entry.ts';
import { createKadeploy2Parser } from './kadeploy/kadeploy-2.ts';
import { createKadeployConsoleParser } from './kadeploy/console.ts';
import { createKadeployLogParser } from './kadeploy/log.ts';
import { createKeaLogParser } from './kea/kea-log.ts';
import type { Parser } from './contract/parser.ts';
import { sniffFormat, type LogFormat } from './sniff.ts';
import { createStarlingxCliParser } from './starlingx/cli/cli-log.ts';
import { createStarlingxLogParser } from './starlingx/orchestrator-log.ts';
import { createSyslogParser } from './syslog/syslog.ts';
import { createXcatParser } from './xcat/xcat-log.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { compareAges, readRotatedName, type Packing, type RotatedName } from './following/rotated-name.ts';

export interface LogOptions {
  timeZone: string;
  /** Year of the first line, where lines have none. */
  year?: number | undefined;
  nowMs: () => number;
  /** Its first lines, where they are known. */
  head?: readonly string[] | undefined;
  /** When its last line was written, epoch milliseconds: where lines tell durations and no times. */
  writtenMs?: number | undefined;
}

/** A log with its rotated siblings. */
export interface LogFiles {
  name: string;
  /** Oldest first. */
  paths: string[];
  parser: Parser;
}

const linesSniffed = 50;
const logName =
  /^(?:messages|syslog|daemon\.log|dnsmasq\.log|atftpd\.log|kea-dhcp[46]\.log|[\w.-]*access[_.]log|journal\.json|mqtt\.jsonl|cluster\.log|computes\.log|install\.log|fai-monitor\.log|dcmanager\.txt|orchestrator\.log|kadeploy[\w.-]*\.(?:txt|log|csv))$/;

/** The logs that `paths` name. Throws a SettingsError when one can't be read, or is no log that we know. */
export function findLogs(paths: readonly string[], options: LogOptions): LogFiles[] {
  const files = paths.flatMap((path) => (isFolder(path) ? logsIn(path) : [path]));
  const groups = Map.groupBy(files, (path) => join(dirname(path), rotationOf(path).name));
  const logs = [...groups.values()].map((group) =>
    logOf(
      group.toSorted((a, b) => compareAges(rotationOf(a), rotationOf(b))),
      options,
    ),
  );
  if (logs.length === 0)
    throw new SettingsError([
      `${paths.join(', ')}: no log there: messages, syslog, *access_log*, mqtt.jsonl, or xCAT's, Cobbler's, FAI's, StarlingX's or Kadeploy's`,
    ]);
  return logs.flatMap((log) => log ?? []);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
}

function logsIn(folder: string): string[] {
  // Of xz nothing can be read here.
  const names = readdirSync(folder).filter((name) => logName.test(rotationOf(name).name) && rotationOf(name).packing !== 'xz');
  return names.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b)).map((name) => join(folder, name));
}

/** Of lines of the same second, the boot server's own come first. */
function rank(name: string): number {
  return /access/.test(name) ? 1 : /mqtt/.test(name) ? 2 : 0;
}

function rotationOf(path: string): RotatedName {
  return readRotatedName(basename(path));
}

function logOf(paths: string[], options: LogOptions): LogFiles | undefined {
  const newest = paths.at(-1) ?? '';
  const lines = paths.map(firstLines).find((found) => found.length > 0);
  if (!lines) return undefined;
  const format = sniffFormat(lines.slice(0, linesSniffed));
  if (!format)
    throw new SettingsError([
      `${newest}: its lines are not those of a log that is known: syslog, the journal as JSON, an access log, Kea's, Caddy's, xCAT's, Cobbler's, FAI's (fai-monitor -T), StarlingX's tables or orchestrator's log, Kadeploy's text or log of deployments, recorded MQTT messages`,
    ]);
  return {
    name: rotationOf(newest).name,
    paths,
    parser: createParser(format, { ...options, head: lines, writtenMs: options.writtenMs ?? statSync(newest).mtimeMs }),
  };
}

export function createParser(format: LogFormat, options: LogOptions): Parser {
  switch (format) {
    case 'access-log':
      return createAccessLogParser();
    case 'caddy-log':
      return createCaddyParser();
    case 'kea-log':
      return createKeaLogParser(options);
    case 'journal-json':
      return createJournalParser();
    case 'mqtt-jsonl':
      return createMqttJsonlParser();
    case 'cobbler-install-log':
      return createCobblerParser();
    case 'fai-log':
      return createFaiLogParser(options);
    case 'starlingx-cli':
      return createStarlingxCliParser();
    case 'starlingx-log':
      return createStarlingxLogParser();
    case 'kadeploy-console':
      return createKadeployConsoleParser({ startMs: beginOf(createKadeployConsoleParser(), options) });
    case 'kadeploy-2':
      return createKadeploy2Parser({ startMs: beginOf(createKadeploy2Parser(), options) });
    case 'kadeploy-log':
      return createKadeployLogParser();
    case 'xcat-log':
      return createXcatParser(options);
    case 'syslog':
      return createSyslogParser(options);
  }
}

/** A text that tells how long things took began so long before it was written to its end. */
function beginOf(parser: Parser, { head = [], writtenMs }: LogOptions): number | undefined {
  if (writtenMs === undefined) return undefined;
  const times = head.map((text, i) => parser.parse({ text, source: '', line: i + 1, offset: null, receivedAtMs: 0 }).atMs ?? 0);
  return Math.round(writtenMs) - Math.max(0, ...times);
}

/** The first lines of a log that may not be there. */
export function headOf(path: string): string[] {
  try {
    return firstLines(path);
  } catch {
    return [];
  }
}

function firstLines(path: string): string[] {
  const start = Buffer.alloc(64 * 1024);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
  const bytes = start.subarray(0, readSync(file, start, 0, start.length, 0));
  closeSync(file);
  return textOf(path, bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function textOf(path: string, bytes: Buffer): string {
  const { packing } = rotationOf(path);
  if (packing === null || bytes.length === 0) return bytes.toString();
  try {
    return unpackBegin(packing, bytes).toString();
  } catch (error) {
    throw new SettingsError([`${path}: can't be unpacked: ${(error as Error).message}`]);
  }
}

function unpackBegin(packing: Packing, bytes: Buffer): Buffer {
  if (packing === 'gz') return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  if (packing === 'zst') return zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush });
  throw new Error('xz is not readable here');
}
