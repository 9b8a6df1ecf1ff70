// A StarlingX source that asks when its test says so, and a monitor behind it.
import { onTestFinished } from 'vitest';
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { RunView } from '../../state-machines/view/view.ts';
import { sourceSchema } from '../../server/settings/source-settings.ts';
import type { StarlingxSettings } from '../../server/inputs/starlingx/settings.ts';
import { createStarlingxSource } from '../../server/inputs/starlingx/api/create-source.ts';
import type { StarlingxSource } from '../../server/inputs/starlingx/api/starlingx-source.ts';
import { pushReadings } from '../../server/inputs/following/push-readings.ts';
import { createMonitor } from '../state-machines/track/replay-logs.ts';
import { Seen } from '../server/core/seen.ts';
import { StarlingxCloud, type StrategyOptions } from './starlingx-cloud.ts';
import { password, StarlingxServer, type StarlingxServerOptions } from './starlingx-server.ts';

export const startMs = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;

/** Time of the test: our clock, and the controller's beside it. */
export class Clock {
  ms = startMs;
  controllerAheadMs = 0;

  pass(minutes: number): void {
    this.ms += minutes * minuteMs;
  }
}

export interface WatchOptions {
  subclouds?: readonly string[];
  settings?: Partial<StarlingxSettings>;
  server?: Partial<StarlingxServerOptions>;
  /** How long the source waits for an answer; left out: as long as it does. */
  timeoutMs?: number;
}

export async function watch({
  subclouds = ['subcloud-1', 'subcloud-2', 'subcloud-3', 'subcloud-4'],
  settings = {},
  server: more = {},
  timeoutMs,
}: WatchOptions = {}) {
  const clock = new Clock();
  const controllerMs = (): number => clock.ms + clock.controllerAheadMs;
  const cloud = new StarlingxCloud(subclouds, controllerMs);
  const server = new StarlingxServer({ cloud, nowMs: controllerMs, ...more });
  const url = await server.listen();
  onTestFinished(() => server.close());
  return { clock, cloud, server, url, ...follow({ url, clock, settings, ...(timeoutMs !== undefined && { timeoutMs }) }) };
}

interface FollowOptions extends Pick<WatchOptions, 'settings' | 'timeoutMs'> {
  url: string;
  clock: Clock;
}

/** A start of the source, with a monitor of its own. */
export function follow({ url, clock, settings = {}, timeoutMs }: FollowOptions) {
  const pauses = new Seen<{ ms: number; over: () => void }>();
  const troubles = new Seen<string | null>();
  const parsed = sourceSchema.parse({ type: 'starlingx', url, keystoneUrl: url, password, ...settings });
  if (parsed.type !== 'starlingx') throw new Error('another kind of source');
  const source = createStarlingxSource({
    ...parsed,
    name: 'dcmanager',
    ...(timeoutMs !== undefined && { timeoutMs }),
    nowMs: () => clock.ms,
    onTrouble: (trouble) => troubles.add(trouble),
    wait: (ms, signal) =>
      new Promise<void>((over) => {
        signal.addEventListener('abort', () => over());
        if (signal.aborted) over();
        pauses.add({ ms, over });
      }),
  });
  const { monitor, output } = createMonitor(undefined);
  const working = monitor.run();
  onTestFinished(async () => {
    await source.stop();
    monitor.queue.close();
    await working;
  });
  let rounds = 0;
  let at: unknown;
  const push: Parameters<StarlingxSource['follow']>[0] = async (item) => {
    if ('position' in item && item.position) at = item.position.at;
    await monitor.queue.push(item);
  };
  return {
    source,
    monitor,
    output,
    pauses,
    troubles,
    /** Where the source stands, as a store would have it. */
    position: (): unknown => JSON.parse(JSON.stringify(at)),
    catchUp: () => pushReadings(source.catchUp(), push),
    /** One round, and what the machines make of it. */
    async round(): Promise<void> {
      if (rounds === 0) await source.follow(push);
      else pauses.all[rounds - 1]?.over();
      await pauses.count(++rounds);
      // It comes behind all that was pushed.
      await monitor.changeRules({ workflows: monitor.workflows, inventory: undefined });
    },
    /** What was last said of a subcloud that is no stage. */
    words: (name: string): string | null | undefined =>
      output.kept.findLast((one) => one.backend === name && one.transition.kind === 'text')?.transition.message,
    deployment: (): Deployment | undefined => monitor.dispatcher.deployments.all().at(-1),
    runs: (name: string): RunView[] => {
      const backend = monitor.registry.get(name);
      return backend ? monitor.view(backend, Infinity).runs : [];
    },
  };
}

export type Watched = Awaited<ReturnType<typeof watch>>;

/** The states of a sw-deploy step. */
export const way = ['sw-deploy pre-check', 'create VIM sw-deploy strategy', 'apply VIM sw-deploy strategy', 'finish sw-deploy strategy'];

/** Takes a subcloud through all states, a look after each. */
export async function deploy({ cloud, clock, round }: Watched, name: string): Promise<void> {
  for (const state of way) {
    cloud.enter(name, state);
    clock.pass(2);
    await round();
  }
  cloud.complete(name);
  clock.pass(2);
  await round();
}

/** A strategy that was looked at once, and is applied now. */
export async function created(clouds: readonly string[], options: StrategyOptions = {}, more: WatchOptions = {}): Promise<Watched> {
  const watched = await watch(more);
  watched.cloud.create(clouds, options);
  await watched.round();
  watched.cloud.apply();
  return watched;
}
