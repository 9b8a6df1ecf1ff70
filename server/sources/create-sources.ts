// The sources that the settings name, or the usual ones, as objects that are ready to be followed.
import { basename } from 'node:path';
import type { Log } from '../log.ts';
import { createParser } from '../log-files.ts';
import { usualSources, type Settings, type SourceSettings } from '../settings.ts';
import type { Parser } from '../parsers/parser.ts';
import { GlobTailer } from './glob-tailer.ts';
import { LogTailer } from './log-tailer.ts';
import { readMqttLogin } from './mqtt-login.ts';
import { MqttSource } from './mqtt.ts';
import type { Source } from './source.ts';

export interface SourceContext {
  /** Port of the broker on this host, null when the settings name one or want none. */
  localBrokerPort: number | null;
  nowMs: () => number;
  log: Log;
}

/** Whether the settings leave it to us to have a broker. */
export function wantsOwnBroker(settings: Settings): boolean {
  return settings.mqtt.port !== 0 && !settings.sources?.some((source) => source.type === 'mqtt');
}

/** Opens nothing yet. Throws a SettingsError when a password or certificate can't be read. */
export function createSources(settings: Settings, context: SourceContext): Source[] {
  const timeZone = settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = context.localBrokerPort === null ? [] : [ownBroker(context.localBrokerPort)];
  return [...(settings.sources ?? usualSources()), ...own].map((source) => createSource(source, timeZone, context));
}

function ownBroker(port: number): SourceSettings {
  return { type: 'mqtt', url: `mqtt://127.0.0.1:${port}`, topic: 'health', clientId: 'install-checklist' };
}

function createSource(source: SourceSettings, timeZone: string, { nowMs, log }: SourceContext): Source {
  const name = source.name ?? (source.type === 'mqtt' ? source.topic : basename(source.path));
  const onTrouble = (trouble: string | null): void => (trouble === null ? log.info(`${name} is read`) : log.warn(`${name}: ${trouble}`));
  if (source.type === 'mqtt') return new MqttSource({ ...source, login: readMqttLogin(source), name, nowMs, onTrouble });
  const newParser = (): Parser => createParser(source.type === 'syslog' ? 'syslog' : 'access-log', { timeZone, nowMs });
  const { type, path, from } = source;
  if (path.includes('*')) return new GlobTailer({ name, type, path, from, newParser, nowMs, onTrouble });
  return new LogTailer({ name, type, path, from, parser: newParser(), nowMs, onTrouble });
}
