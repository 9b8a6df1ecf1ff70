// The sources that the settings name, or the usual ones, as objects that are ready to be followed.
import { basename } from 'node:path';
import type { Log } from '../core/log.ts';
import { createParser, headOf } from './log-files.ts';
import type { LogFormat } from './sniff.ts';
import type { Settings } from '../settings/settings.ts';
import { placeOf, usualSources, type LogSettings, type LogType, type SourceSettings } from '../settings/source-settings.ts';
import type { Parser } from './contract/parser.ts';
import { createFaiSource } from './fai/monitor-port.ts';
import { createStarlingxSource } from './starlingx/api/create-source.ts';
import { createRecognisingParser } from './recognising-parser.ts';
import { GlobTailer } from './following/glob-tailer.ts';
import { HostosSource } from './hostos/hostos-source.ts';
import { JournalSource } from './journald/journal-source.ts';
import { createKadeploySource } from './kadeploy/create-source.ts';
import { LogTailer } from './following/log-tailer.ts';
import { createModuleSource } from './module/module-source.ts';
import { readMqttLogin } from './mqtt/login.ts';
import { MqttSource } from './mqtt/mqtt-source.ts';
import { createSmqUdpSource } from './stacki/smq-udp.ts';
import { SmqZmqSource } from './stacki/smq-zmq.ts';
import type { Source } from './contract/source.ts';
import { createSyslogTcpSource, createSyslogUdpSource } from './syslog/syslog-port.ts';

export interface SourceContext {
  /** Port of the broker on this host, null when the settings name one or want none. */
  localBrokerPort: number | null;
  nowMs: () => number;
  log: Log;
  /** At a first start: give what was written since then, epoch milliseconds. */
  sinceMs?: number | undefined;
}

/** Whether the settings leave it to us to have a broker. */
export function wantsOwnBroker(settings: Settings): boolean {
  return settings.mqtt.port !== 0 && !settings.sources?.some((source) => source.type === 'mqtt');
}

/** Opens nothing yet. Throws a SettingsError when a password or certificate can't be read. */
export function createSources(settings: Settings, context: SourceContext): Source[] {
  const timeZone = settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = context.localBrokerPort === null ? [] : [ownBroker(context.localBrokerPort)];
  const all = [...(settings.sources ?? usualSources()), ...own];
  const names = namesOf(all);
  return all.map((source, i) => createSource({ ...source, name: names[i] ?? '' }, timeZone, context));
}

/** Each its own, because positions are stored by it: the given one, else the file's, else where it reads from. */
function namesOf(sources: readonly SourceSettings[]): string[] {
  const short = sources.map((source) => source.name ?? shortName(source));
  const isShared = (name: string): boolean => short.indexOf(name) !== short.lastIndexOf(name);
  return short.map((name, i) => {
    const source = sources[i];
    if (!isShared(name) || !source) return name;
    return 'path' in source ? source.path : `${name} at ${placeOf(source)}`;
  });
}

function shortName(source: SourceSettings): string {
  if ('path' in source) return basename(source.path);
  if (source.type === 'module') return basename(source.file).replace(/\.\w+$/, '');
  return source.type === 'mqtt' ? source.topic : source.type;
}

function ownBroker(port: number): SourceSettings {
  return { type: 'mqtt', url: `mqtt://127.0.0.1:${port}`, topic: 'health', clientId: 'install-checklist' };
}

function createSource(source: SourceSettings & { name: string }, timeZone: string, context: SourceContext): Source {
  const { name } = source;
  const { nowMs, log } = context;
  const onTrouble = (trouble: string | null): void => (trouble === null ? log.info(`${name} is read`) : log.warn(`${name}: ${trouble}`));
  const common = { nowMs, onTrouble };
  switch (source.type) {
    case 'mqtt':
      return new MqttSource({ ...source, ...common, login: readMqttLogin(source) });
    case 'journal':
      return new JournalSource({ ...source, ...common, since: context.sinceMs });
    case 'module':
      return createModuleSource({ ...source, ...common });
    case 'hostos':
      return new HostosSource({ ...source, ...common, timeZone });
    case 'kadeploy':
      return createKadeploySource({ ...source, ...common });
    case 'starlingx':
      return createStarlingxSource({ ...source, ...common });
    case 'smq-zmq':
      return new SmqZmqSource({ ...source, ...common, timeZone });
    case 'smq-udp':
      return createSmqUdpSource({ ...source, ...common, timeZone });
    case 'fai':
      return createFaiSource({ ...source, ...common });
    case 'syslog-udp':
      return createSyslogUdpSource({ ...source, ...common, timeZone });
    case 'syslog-tcp':
      return createSyslogTcpSource({ ...source, ...common, timeZone });
    case 'log':
    case 'syslog':
    case 'access-log':
    case 'ssl-access-log':
    case 'cobbler-install-log':
    case 'xcat-log':
    case 'fai-log':
    case 'starlingx-log':
    case 'starlingx-cli':
    case 'kadeploy-log':
    case 'kadeploy-console':
      return createLogSource(source, { ...common, timeZone, sinceMs: context.sinceMs });
  }
}

const formats: Record<Exclude<LogType, 'log'>, LogFormat> = {
  syslog: 'syslog',
  'access-log': 'access-log',
  'ssl-access-log': 'access-log',
  'cobbler-install-log': 'cobbler-install-log',
  'xcat-log': 'xcat-log',
  'fai-log': 'fai-log',
  'starlingx-log': 'starlingx-log',
  'starlingx-cli': 'starlingx-cli',
  'kadeploy-log': 'kadeploy-log',
  'kadeploy-console': 'kadeploy-console',
};

interface LogContext extends Pick<SourceContext, 'nowMs' | 'sinceMs'> {
  timeZone: string;
  onTrouble: (trouble: string | null) => void;
}

function createLogSource(source: LogSettings & { name: string }, { nowMs, onTrouble, timeZone, sinceMs }: LogContext): Source {
  const { name, type, path, from } = source;
  const parserOf = (format: LogFormat): Parser => createParser(format, { timeZone, nowMs, head: headOf(path) });
  const newParser = (): Parser => (type === 'log' ? createRecognisingParser(parserOf) : parserOf(formats[type]));
  const options = { name, type, path, from, nowMs, onTrouble, ...(sinceMs !== undefined && { since: sinceMs }) };
  return path.includes('*') ? new GlobTailer({ ...options, newParser }) : new LogTailer({ ...options, parser: newParser() });
}
