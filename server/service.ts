// The live service, put together: sources, monitor, sinks, broker, HTTP. Started and stopped by a command; owns no process matters.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { startBroker, type Broker } from './broker.ts';
import type { Environment } from './commands/environment.ts';
import { startHttp } from './http/server.ts';
import type { Log } from './log.ts';
import { createParser } from './log-files.ts';
import { Monitor } from './monitor.ts';
import { SettingsError } from './settings-error.ts';
import { usualSources, type Settings, type SourceSettings } from './settings.ts';
import { ChecklistLog } from './sinks/checklist-log.ts';
import { LiveFeed } from './sinks/live-feed.ts';
import type { Sink } from './sinks/sink.ts';
import { LimitClock } from './sources/limit-clock.ts';
import { LogTailer } from './sources/log-tailer.ts';
import { mergeByTime } from './sources/merge-by-time.ts';
import { MqttSource } from './sources/mqtt.ts';
import type { Source } from './sources/source.ts';
import { version, webRoot } from './version.ts';

export interface ServiceOptions extends Environment {
  log: Log;
  /** Sinks beside checklist.log and the live feed. */
  sinks?: readonly Sink[];
  nowMs?: () => number;
}

export interface Service {
  monitor: Monitor;
  /** Where the dashboard is. */
  url: string;
  /** Port of the embedded broker, null when there is none. */
  brokerPort: number | null;
  /** Reads and writes out what there is, then lets go of everything. */
  stop(): Promise<void>;
}

/** Resolves when it listens and follows its sources. Rejects when its address is taken. */
export async function startService({
  settings,
  workflows,
  inventory,
  log,
  sinks: moreSinks = [],
  nowMs = Date.now,
}: ServiceOptions): Promise<Service> {
  const checklistLog = new ChecklistLog({ ...settings.log, log });
  const feed = new LiveFeed();
  const sinks = [checklistLog, feed, ...moreSinks];
  // Changes are numbered on from the time of the start, so that no number of an earlier start comes again.
  const { workflow, discovery } = settings;
  const monitor = new Monitor({ workflows, workflow, inventory, discovery, sinks, log, seq: nowMs() });
  const sources: Source[] = [];
  const parts = {
    monitor,
    feed,
    sources: () => sources.map((source) => source.status()),
    troubles: () => (checklistLog.trouble === null ? [] : [checklistLog.trouble]),
    version,
    webRoot,
    nowMs,
    log,
  };
  feed.start({
    view: (b) => monitor.view(b),
    views: () => monitor.views(),
    seq: () => monitor.dispatcher.seq,
    nowMs,
    version,
    boot: randomUUID(),
  });
  const http = await startHttp(parts, settings.http).catch((error: unknown) => {
    throw new SettingsError([listenTrouble('http', settings.http, error)]);
  });
  const broker = await startEmbeddedBroker(settings, log);
  sources.push(...createSources(settings, broker, { nowMs, log }));

  const working = monitor.run();
  const clock = new LimitClock(nowMs);
  await readOn(monitor, sources, clock);
  return {
    monitor,
    url: `http://${settings.http.host.includes(':') ? `[${settings.http.host}]` : settings.http.host}:${(http.server.address() as AddressInfo).port}`,
    brokerPort: broker?.port ?? null,
    stop: async () => {
      clock.stop();
      await Promise.all(sources.map((source) => source.stop()));
      monitor.queue.close();
      await working;
      await Promise.all(sinks.map((sink) => sink.close()));
      await http.close();
      await broker?.close();
    },
  };
}

/** What is there already goes through the machines in the order of its times; then everything is followed as it comes. */
async function readOn(monitor: Monitor, sources: readonly Source[], clock: LimitClock): Promise<void> {
  const push = monitor.queue.push.bind(monitor.queue);
  for await (const item of mergeByTime(sources.map((source) => source.catchUp()))) await push(item);
  await Promise.all(sources.map((source) => source.follow(push)));
  clock.start(push);
}

async function startEmbeddedBroker(settings: Settings, log: Log): Promise<Broker | undefined> {
  const outside = settings.sources?.some((source) => source.type === 'mqtt') ?? false;
  if (settings.mqtt.port === 0 || outside) return undefined;
  try {
    return await startBroker(settings.mqtt);
  } catch (error) {
    log.warn(`${listenTrouble('mqtt', settings.mqtt, error)}; the broker that is there is used instead`);
    return undefined;
  }
}

function createSources(settings: Settings, broker: Broker | undefined, { nowMs, log }: { nowMs: () => number; log: Log }): Source[] {
  const outside = settings.sources?.some((source) => source.type === 'mqtt') ?? false;
  const embedded: SourceSettings[] =
    outside || settings.mqtt.port === 0
      ? []
      : [{ type: 'mqtt', url: `mqtt://127.0.0.1:${broker?.port ?? settings.mqtt.port}`, topic: 'health', clientId: 'install-checklist' }];
  const timeZone = settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...(settings.sources ?? usualSources()), ...embedded].map((source) => {
    const name = source.name ?? (source.type === 'mqtt' ? source.topic : basename(source.path));
    const onTrouble = (trouble: string | null): void => (trouble === null ? log.info(`${name} is read`) : log.warn(`${name}: ${trouble}`));
    if (source.type === 'mqtt') return new MqttSource({ ...source, password: passwordOf(source), name, nowMs, onTrouble });
    const parser = createParser(source.type === 'syslog' ? 'syslog' : 'access-log', { timeZone, nowMs });
    return new LogTailer({ name, type: source.type, path: source.path, from: source.from, parser, nowMs, onTrouble });
  });
}

function passwordOf(source: Extract<SourceSettings, { type: 'mqtt' }>): string | undefined {
  return source.passwordFile === undefined ? source.password : readFileSync(source.passwordFile, 'utf8').trimEnd();
}

function listenTrouble(what: 'http' | 'mqtt', { host, port }: { host: string; port: number }, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'EADDRINUSE' ? 'another program listens there' : code === 'EACCES' ? 'not allowed' : (error as Error).message;
  return `${what}: can't listen on ${host}:${port}: ${why}; ${what}.port in the settings chooses another`;
}
