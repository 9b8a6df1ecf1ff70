// The live service: sources, monitor, outputs, broker and HTTP server, put together. A command starts and stops it and owns the process.
import type { Monitor } from '../core/monitor.ts';
import type { ServiceParts } from '../http/service-parts.ts';
import { troublesOf } from '../http/wellness.ts';
import type { Source } from '../inputs/contract/source.ts';
import { Closers } from './closers.ts';
import type { ServiceOptions, StartContext } from './context.ts';
import { EventLoop } from './event-loop.ts';
import { KeptWarnings } from '../core/kept-warnings.ts';
import { openBroker, openHttp } from './listen.ts';
import { createMonitor, openStoreOf } from './open-core.ts';
import { openOutputs } from './open-outputs.ts';
import { openSources, readSources } from './open-sources.ts';
import { Reloading, type Load } from './reloading.ts';
import { version, webRoot } from './version.ts';

export interface Service {
  monitor: Monitor;
  /** Address of the dashboard. */
  url: string;
  /** Port of the embedded broker; null if there is none. */
  brokerPort: number | null;
  /** Whether event processing is making progress. */
  isWorking(): boolean;
  /** What is wrong, one sentence each, as `/healthz` shows it. */
  troubles(): string[];
  /** Switches to the workflows, limits and inventory that `load` reads; keeps the previous ones if it throws a SettingsError. */
  reload(load: Load): Promise<void>;
  /** The same for the inventory alone; one that cannot be read keeps its previous content. */
  refreshInventory(load: Load): Promise<void>;
  /** Drains the sources, writes everything out and closes it. */
  stop(): Promise<void>;
}

/** Resolves once it listens and follows its sources. Rejects if its address is in use, leaving nothing open. */
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
  const { nowMs = Date.now } = options;
  const warnings = new KeptWarnings(nowMs);
  const log = warnings.listenTo(options.log);
  const context: StartContext = { options, log, nowMs, closers };
  const history = openStoreOf(context);
  const monitor = createMonitor(context, history);
  const outputs = await openOutputs(context, monitor, history);
  const reloading = new Reloading({ monitor, log, environment: options, onChanged: () => outputs.feed.greetAll() });
  const loop = new EventLoop(context, monitor, history);
  const sources: Source[] = [];
  const parts: ServiceParts = {
    monitor,
    history,
    warnings,
    nowMs,
    log,
    version,
    webRoot,
    feed: outputs.feed,
    typical: outputs.typical,
    outputs: outputs.all,
    sources: () => sources.map((source) => source.status()),
    troubles: () =>
      present([...outputs.all.map(({ trouble }) => trouble), loop.trouble(), history?.recorder.trouble, ...reloading.troubles]),
    allowsActions: options.settings.http.actions,
  };
  const url = await openHttp(context, parts);
  const broker = await openBroker(context);
  sources.push(...openSources(context, broker, history));
  loop.start();
  await readSources(context, sources, { monitor, history });
  return {
    monitor,
    url,
    brokerPort: broker?.port ?? null,
    isWorking: () => loop.trouble() === null,
    troubles: () => troublesOf(parts),
    reload: (load) => reloading.reload(load),
    refreshInventory: (load) => reloading.refreshInventory(load),
    stop: () => closers.closeAll(),
  };
}

function present(troubles: readonly (string | null | undefined)[]): string[] {
  return troubles.filter((trouble) => trouble !== null && trouble !== undefined);
}
