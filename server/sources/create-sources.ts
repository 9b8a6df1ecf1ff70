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

/** Each its own, because positions are stored by it: the given one, else the file's, else its path. */
function namesOf(sources: readonly SourceSettings[]): string[] {
  const short = sources.map((source) => source.name ?? (source.type === 'mqtt' ? source.topic : basename(source.path)));
  const isShared = (name: string): boolean => short.indexOf(name) !== short.lastIndexOf(name);
  return short.map((name, i) => {
    const source = sources[i];
    return !isShared(name) || !source ? name : source.type === 'mqtt' ? `${name} at ${source.url}` : source.path;
  });
}

function ownBroker(port: number): SourceSettings {
  return { type: 'mqtt', url: `mqtt://127.0.0.1:${port}`, topic: 'health', clientId: 'install-checklist' };
}

function createSource(source: SourceSettings & { name: string }, timeZone: string, { nowMs, log, sinceMs }: SourceContext): Source {
  const { name } = source;
  const onTrouble = (trouble: string | null): void => (trouble === null ? log.info(`${name} is read`) : log.warn(`${name}: ${trouble}`));
  if (source.type === 'mqtt') return new MqttSource({ ...source, login: readMqttLogin(source), name, nowMs, onTrouble });
  const newParser = (): Parser => createParser(source.type === 'syslog' ? 'syslog' : 'access-log', { timeZone, nowMs });
  const { type, path, from } = source;
  const options = { name, type, path, from, nowMs, onTrouble, ...(sinceMs !== undefined && { since: sinceMs }) };
  return path.includes('*') ? new GlobTailer({ ...options, newParser }) : new LogTailer({ ...options, parser: newParser() });
}
