// The last steps of the start: resumes the sources, and starts the clock, the online probe and reverse DNS.
import type { Monitor } from '../core/monitor.ts';
import { namelessBackends } from '../core/nameless-backends.ts';
import { probedRuns } from '../core/probed-runs.ts';
import type { Source } from '../inputs/contract/source.ts';
import { createSources, wantsOwnBroker } from './create-sources.ts';
import { mergeByTime } from '../inputs/following/merge-by-time.ts';
import type { Broker } from '../inputs/mqtt/broker.ts';
import { EmbeddedHealth } from '../inputs/mqtt/embedded-health.ts';
import { OnlineProbe } from '../inputs/online-probe/online-probe.ts';
import { ReverseDns } from '../inputs/reverse-dns/reverse-dns.ts';
import type { History } from '../store/history.ts';
import type { StartContext } from './context.ts';
import { LimitClock } from './limit-clock.ts';

/** What runs beside the sources. */
interface Asking {
  start: (push: Monitor['queue']['push']) => void;
  stop: () => void;
}

/** Each source resumes at its stored position. */
export function openSources({ options, log, nowMs }: StartContext, broker: Broker | undefined, history: History | undefined): Source[] {
  const { settings, sinceMs } = options;
  const localBrokerPort = wantsOwnBroker(settings) && !broker ? settings.mqtt.port : null;
  const sources = createSources(settings, { localBrokerPort, nowMs, log, sinceMs });
  if (broker)
    sources.push(new EmbeddedHealth({ name: 'health', topic: 'health', broker, nowMs, onTrouble: () => log.info('reading health') }));
  for (const source of sources) {
    const position = history?.state.positions.get(source.name);
    if (position !== undefined) source.resume?.(JSON.parse(position));
  }
  return sources;
}

/** Existing lines are processed first, in the order of their times; then all sources are followed live. */
export async function readSources(
  context: StartContext,
  sources: readonly Source[],
  parts: { monitor: Monitor; history: History | undefined },
): Promise<void> {
  const { queue } = parts.monitor;
  const asking = askingOf(context, parts.monitor);
  closeWith(context, sources, { ...parts, asking });
  for await (const items of mergeByTime(sources.map((source) => source.catchUp()))) {
    if (context.options.signal?.aborted) return;
    await queue.pushAll(items);
  }
  const push = queue.push.bind(queue);
  await Promise.all(sources.map((source) => source.follow(push)));
  for (const one of asking) one.start(push);
}

function askingOf({ options, nowMs }: StartContext, { registry, dispatcher }: Monitor): Asking[] {
  // An injected clock is not the host's: it has no steps to look for.
  const clock = new LimitClock(nowMs, options.nowMs, () => dispatcher.nextDueMs);
  const probe = new OnlineProbe({ nowMs, candidates: () => probedRuns(registry) });
  const dns = options.settings.dns ? [new ReverseDns({ nowMs, candidates: () => namelessBackends(registry) })] : [];
  return [clock, probe, ...dns];
}

function closeWith(
  { closers }: StartContext,
  sources: readonly Source[],
  { monitor, history, asking }: { monitor: Monitor; history: History | undefined; asking: readonly Asking[] },
): void {
  closers.add('sources', () => {
    for (const one of asking) one.stop();
    // What a full disk prevents from being stored is read again at the next start, so there is no point in waiting.
    if (history?.recorder.trouble) {
      history.recorder.giveUp();
      monitor.queue.close();
    }
    return Promise.all(sources.map((source) => source.stop()));
  });
}
