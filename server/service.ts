// The live service, put together: sources, monitor, sinks, broker, HTTP. Started and stopped by a command; owns no process matters.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { startBroker, type Broker } from './broker.ts';
import type { Environment } from './commands/environment.ts';
import { startHttp } from './http/server.ts';
import type { Log } from './log.ts';
import { Monitor } from './monitor.ts';
import { SettingsError } from './settings-error.ts';
import type { Settings } from './settings.ts';
import { ChecklistLog } from './sinks/checklist-log.ts';
import { LiveFeed } from './sinks/live-feed.ts';
import type { Sink } from './sinks/sink.ts';
import { createSources, wantsOwnBroker } from './sources/create-sources.ts';
import { LimitClock } from './sources/limit-clock.ts';
import { mergeByTime } from './sources/merge-by-time.ts';
import type { Source } from './sources/source.ts';
import { version, webRoot } from './version.ts';

export interface ServiceOptions extends Environment {
  log: Log;
  /** Sinks beside checklist.log and the live feed. */
  sinks?: readonly Sink[];
  nowMs?: () => number;
  /** Ends the reading of what is there at the start, however much it is. */
  signal?: AbortSignal;
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

/** What one part may take to end; a disk that is full or a broker that is away must not keep the process. */
const closeMs = 10_000;

/** Resolves when it listens and follows its sources. Rejects when its address is taken, with nothing left open. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const closers = new Closers(options.log);
  try {
    return await open(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(options: ServiceOptions, closers: Closers): Promise<Service> {
  const { settings, log, nowMs = Date.now, signal } = options;
  const checklistLog = new ChecklistLog({ ...settings.log, log });
  const feed = new LiveFeed();
  const sinks = [checklistLog, feed, ...(options.sinks ?? [])];
  const monitor = createMonitor(options, sinks, nowMs);
  const sources: Source[] = [];
  const loop = { trouble: null as string | null };

  const { seq } = feedSource(monitor);
  feed.start({ view: (b) => monitor.view(b), views: () => monitor.views(), seq, nowMs, version, boot: randomUUID() });
  closers.add('sinks', () => Promise.all(sinks.map((sink) => sink.close())));
  const http = await startHttp(
    {
      monitor,
      feed,
      sources: () => sources.map((source) => source.status()),
      troubles: () => [checklistLog.trouble, loop.trouble].filter((trouble) => trouble !== null),
      version,
      webRoot,
      nowMs,
      log,
    },
    settings.http,
  ).catch((error: unknown) => {
    throw new SettingsError([listenTrouble('http', settings.http, error)]);
  });
  closers.add('http', async () => {
    await feed.close();
    await http.close();
  });
  const broker = await startOwnBroker(settings, log);
  if (broker) closers.add('broker', () => broker.close());

  const localBrokerPort = wantsOwnBroker(settings) ? (broker?.port ?? settings.mqtt.port) : null;
  sources.push(...createSources(settings, { localBrokerPort, nowMs, log }));
  const working = monitor.run().catch((error: unknown) => {
    loop.trouble = `the machines have stopped: ${(error as Error).message}`;
    log.error({ error }, 'the machines have stopped');
  });
  closers.add('machines', () => {
    monitor.queue.close();
    return working;
  });
  const clock = new LimitClock(nowMs);
  closers.add('sources', () => {
    clock.stop();
    return Promise.all(sources.map((source) => source.stop()));
  });
  await readOn({ monitor, sources, clock, signal });
  return { monitor, url: urlOf(http.server.address() as AddressInfo, settings.http.host), brokerPort: broker?.port ?? null, stop: () => closers.closeAll() };
}
