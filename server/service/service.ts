// The live service, put together: sources, monitor, outputs, broker, HTTP. Started and stopped by a command; owns no process matters.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { startBroker, type Broker } from '../inputs/mqtt/broker.ts';
import { Closers } from './closers.ts';
import type { Environment } from '../settings/environment.ts';
import { startHttp } from '../http/server.ts';
import { troublesOf } from '../http/wellness.ts';
import { KeptWarnings } from './kept-warnings.ts';
import type { Log } from '../core/log.ts';
import { LoopWatch } from './loop-watch.ts';
import { Monitor } from '../core/monitor.ts';
import { namelessBackends } from '../core/nameless-backends.ts';
import { probedRuns } from '../core/probed-runs.ts';
import { Reloading, type Load } from './reloading.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { storePath, type Settings } from '../settings/settings.ts';
import { ChecklistLog } from '../outputs/checklist-log/checklist-log.ts';
import { LiveFeed } from '../outputs/live-feed/live-feed.ts';
import type { Output } from '../outputs/contract/output.ts';
import { runsKept, TypicalTimesOutput } from '../outputs/typical-times/typical-times.ts';
import { createSources, wantsOwnBroker } from '../inputs/create-sources.ts';
import { LimitClock } from './limit-clock.ts';
import { EmbeddedHealth } from '../inputs/mqtt/embedded-health.ts';
import { mergeByTime } from '../inputs/following/merge-by-time.ts';
import { OnlineProbe } from '../inputs/online-probe/online-probe.ts';
import { ReverseDns } from '../inputs/reverse-dns/reverse-dns.ts';
import type { Source } from '../inputs/contract/source.ts';
import { openHistory, type History } from '../store/history.ts';
import { buildOf, version, webRoot } from './version.ts';

/** Name under which the store keeps the number of the last change whose line is in checklist.log. */
const logFact = 'checklist.log';

export interface ServiceOptions extends Environment {
  log: Log;
  /** Sinks beside checklist.log and the live feed. */
  outputs?: readonly Output[];
  nowMs?: () => number;
  /** At a first start: what was written since then is read, epoch milliseconds. */
  sinceMs?: number | undefined;
  /** Ends the reading of what is there at the start, however much it is. */
  signal?: AbortSignal;
}

export interface Service {
  monitor: Monitor;
  /** Where the dashboard is. */
  url: string;
  /** Port of the embedded broker, null when there is none. */
  brokerPort: number | null;
  /** Whether the machines go on. */
  isWorking(): boolean;
  /** What is wrong, a sentence each, as `/healthz` tells it. */
  troubles(): string[];
  /** From here on by the workflows, limits and inventory that `load` reads; by those of before when it throws a SettingsError. */
  reload(load: Load): Promise<void>;
  /** The same for the inventory alone; what can't be read counts with what it said before. */
  refreshInventory(load: Load): Promise<void>;
  /** Reads and writes out what there is, then lets go of everything. */
  stop(): Promise<void>;
}

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

/** Each part is given to `closers` as soon as it is there, the last to be closed first. */
async function open(options: ServiceOptions, closers: Closers): Promise<Service> {
  const { settings, nowMs = Date.now } = options;
  const warnings = new KeptWarnings(nowMs);
  const log = warnings.listenTo(options.log);
  const path = storePath(settings);
  const history = path === null ? undefined : openHistory({ ...settings.store, path, log, nowMs });
  if (history) closers.add('store', async () => history.close());
  else log.info('what happens is kept in memory only: store.path in the settings keeps it over a restart');
  const onWritten = (seq: number): void => history?.recorder.note(logFact, String(seq));
  const checklistLog = new ChecklistLog({ ...settings.log, log, onWritten });
  const feed = new LiveFeed();
  const typical = new TypicalTimesOutput();
  const outputs = [checklistLog, feed, typical, ...(options.outputs ?? [])];
  const monitor = createMonitor({ ...options, log }, { outputs, history, nowMs });
  const reloading = new Reloading({ monitor, feed, log, environment: options });
  const sources: Source[] = [];
  const loop = { trouble: null as string | null };
  startFeed(feed, monitor, { boot: history?.numbering ?? randomUUID(), nowMs });
  for (const workflow of options.workflows.values()) for (const run of history?.installedRuns(workflow, runsKept) ?? []) typical.learn(run);
  if (history) await checklistLog.goOn(history.changesAfter(Number(history.state.facts.get(logFact) ?? 0), monitor.registry));
  closers.add('outputs', () => Promise.all(outputs.map((output) => output.close())));

  const loopTrouble = watchLoop(monitor, { loop, history, nowMs });
  const troubles = (): string[] =>
    [checklistLog.trouble, loopTrouble(), history?.recorder.trouble ?? null, ...reloading.troubles].filter((trouble) => trouble !== null);
  const status = () => sources.map((source) => source.status());
  const allowsActions = settings.http.actions;
  const parts = { monitor, feed, history, typical, warnings, sources: status, troubles, allowsActions, version, webRoot, nowMs, log };
  const http = await listen(parts, settings);
  closers.add('http', () => Promise.all([feed.close(), http.close()]));
  const broker = await startOwnBroker(settings, log);
  closers.add('broker', async () => broker?.close());

  const localBrokerPort = wantsOwnBroker(settings) && !broker ? settings.mqtt.port : null;
  sources.push(...createSources(settings, { localBrokerPort, nowMs, log, sinceMs: options.sinceMs }));
  if (broker)
    sources.push(new EmbeddedHealth({ name: 'health', topic: 'health', broker, nowMs, onTrouble: () => log.info('health is read') }));
  for (const source of sources) {
    const position = history?.state.positions.get(source.name);
    if (position !== undefined) source.resume?.(JSON.parse(position));
  }
  const working = work(monitor, loop, log);
  closers.add('machines', () => {
    monitor.queue.close();
    return working;
  });
  // An injected clock is nobody's host's.
  const clock = new LimitClock(nowMs, options.nowMs, () => monitor.dispatcher.nextDueMs);
  const probe = new OnlineProbe({ nowMs, candidates: () => probedRuns(monitor.registry) });
  const dns = settings.dns ? new ReverseDns({ nowMs, candidates: () => namelessBackends(monitor.registry) }) : undefined;
  closers.add('sources', () => {
    clock.stop();
    probe.stop();
    dns?.stop();
    // What a full disk keeps from being stored is read again at the next start; nobody waits for it now.
    if (history?.recorder.trouble) {
      history.recorder.giveUp();
      monitor.queue.close();
    }
    return Promise.all(sources.map((source) => source.stop()));
  });
  await readOn({ monitor, sources, clock, probe, dns, signal: options.signal });
  const url = urlOf(settings.http.host, (http.server.address() as AddressInfo).port);
  return {
    monitor,
    url,
    brokerPort: broker?.port ?? null,
    isWorking: () => loopTrouble() === null,
    troubles: () => troublesOf({ monitor, sources: status, troubles, nowMs }),
    reload: (load) => reloading.reload(load),
    refreshInventory: (load) => reloading.refreshInventory(load),
    stop: () => closers.closeAll(),
  };
}

interface MonitorParts {
  outputs: readonly Output[];
  history: History | undefined;
  nowMs: () => number;
}

/** Without a store, changes are numbered on from the time of the start, so that no number of an earlier start comes again. */
function createMonitor(
  { settings, workflows, variants, inventory, log }: ServiceOptions,
  { outputs, history, nowMs }: MonitorParts,
): Monitor {
  const { workflow, discovery } = settings;
  const { recorder, state } = history ?? {};
  return new Monitor({
    workflows,
    variants,
    workflow,
    inventory,
    discovery,
    outputs,
    log,
    recorder,
    state,
    seq: state?.lastSeq || nowMs(),
  });
}

function startFeed(feed: LiveFeed, monitor: Monitor, { boot, nowMs }: { boot: string; nowMs: () => number }): void {
  feed.start({
    view: (backend) => monitor.view(backend),
    summary: (backend) => monitor.summary(backend),
    backends: () => monitor.registry.all(),
    workflows: () => monitor.workflows,
    deployments: () => monitor.dispatcher.deployments.all(),
    seq: () => monitor.seq,
    nowMs,
    version: buildOf(webRoot),
    boot,
  });
}

/** Works until the queue is closed. The service stays up when the machines can't go on: it still tells what is wrong. */
async function work(monitor: Monitor, loop: { trouble: string | null }, log: Log): Promise<void> {
  try {
    await monitor.run();
  } catch (error) {
    loop.trouble = `the machines have stopped: ${(error as Error).message}`;
    log.error({ error }, 'the machines have stopped');
  }
}

interface LoopParts {
  loop: { trouble: string | null };
  history: History | undefined;
  nowMs: () => number;
}

/** What keeps the machines from going on; looked at whenever somebody asks. */
function watchLoop({ queue, dispatcher }: Monitor, { loop, history, nowMs }: LoopParts): () => string | null {
  const watch = new LoopWatch();
  return () => {
    const sample = { waiting: queue.length, processed: dispatcher.counters.observations, storeTrouble: history?.recorder.trouble ?? null };
    return loop.trouble ?? watch.look(sample, nowMs());
  };
}

interface Reading {
  monitor: Monitor;
  sources: readonly Source[];
  clock: LimitClock;
  probe: OnlineProbe;
  dns: ReverseDns | undefined;
  signal: AbortSignal | undefined;
}

/** What is there already goes through the machines in the order of its times; then everything is followed as it comes. */
async function readOn({ monitor, sources, clock, probe, dns, signal }: Reading): Promise<void> {
  const push = monitor.queue.push.bind(monitor.queue);
  for await (const items of mergeByTime(sources.map((source) => source.catchUp()))) {
    if (signal?.aborted) return;
    await monitor.queue.pushAll(items);
  }
  await Promise.all(sources.map((source) => source.follow(push)));
  clock.start(push);
  probe.start(push);
  dns?.start(push);
}

async function startOwnBroker(settings: Settings, log: Log): Promise<Broker | undefined> {
  if (!wantsOwnBroker(settings)) return undefined;
  try {
    return await startBroker(settings.mqtt);
  } catch (error) {
    log.warn(`${listenTrouble('mqtt', settings.mqtt, error)}; the broker that is there is used instead`);
    return undefined;
  }
}

async function listen(parts: Parameters<typeof startHttp>[0], settings: Settings): ReturnType<typeof startHttp> {
  try {
    return await startHttp(parts, settings.http);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError([listenTrouble('http', settings.http, error)]);
  }
}

function listenTrouble(what: 'http' | 'mqtt', { host, port }: { host: string; port: number }, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'EADDRINUSE' ? 'another program listens there' : code === 'EACCES' ? 'not allowed' : (error as Error).message;
  return `${what}: can't listen on ${host}:${port}: ${why}; ${what}.port in the settings chooses another`;
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
