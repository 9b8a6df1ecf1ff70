// Creates the sources in the settings, or the usual ones if the settings name none.
import { knownLogs } from '../inputs/catalogue.ts';
import { isLog } from '../inputs/contract/source-settings.ts';
import type { Source } from '../inputs/contract/source.ts';
import type { Log } from '../core/log.ts';
import type { Settings } from '../settings/settings.ts';
import { kindOf, placeOf, type SourceSettings } from '../settings/source-settings.ts';
import { usualSources } from '../settings/usual-sources.ts';

export interface SourceOptions {
  /** Port of the broker on this host; null if the settings name another broker or disable it. */
  localBrokerPort: number | null;
  nowMs: () => number;
  log: Log;
  /** At the first start, also read what was written since this time, epoch milliseconds. */
  sinceMs?: number | undefined;
}

/** Whether to start the embedded broker: the settings neither disable it nor name another. */
export function wantsOwnBroker(settings: Settings): boolean {
  return settings.mqtt.port !== 0 && !settings.sources?.some((source) => source.type === 'mqtt');
}

/** Opens nothing yet. Throws a SettingsError if a password or certificate file cannot be read. */
export function createSources(settings: Settings, options: SourceOptions): Source[] {
  const timeZone = settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = options.localBrokerPort === null ? [] : [ownBroker(options.localBrokerPort)];
  const all = [...(settings.sources ?? usualSources()), ...own];
  const names = namesOf(all);
  return all.map((source, i) => createSource({ ...source, name: names[i] ?? '' }, timeZone, options));
}

/** Unique names, because positions are stored under them: the name in the settings, else the short name, else the path or address. */
function namesOf(sources: readonly SourceSettings[]): string[] {
  const short = sources.map((source) => source.name ?? kindOf(source).label?.(source) ?? source.type);
  const isShared = (name: string): boolean => short.indexOf(name) !== short.lastIndexOf(name);
  return short.map((name, i) => {
    const source = sources[i];
    if (!isShared(name) || !source) return name;
    return isLog(source) ? source.path : `${name} at ${placeOf(source)}`;
  });
}

function ownBroker(port: number): SourceSettings {
  return { type: 'mqtt', url: `mqtt://127.0.0.1:${port}`, topic: 'health', clientId: 'install-checklist' };
}

function createSource(source: SourceSettings & { name: string }, timeZone: string, { nowMs, log, sinceMs }: SourceOptions): Source {
  const { name } = source;
  const onTrouble = (trouble: string | null): void => (trouble === null ? log.info(`reading ${name}`) : log.warn(`${name}: ${trouble}`));
  return kindOf(source).create(source, { name, nowMs, onTrouble, timeZone, sinceMs, logs: knownLogs });
}
