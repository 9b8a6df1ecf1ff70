// Outcome of a deployment that the server no longer lists: from its statistics, otherwise from the node states in its database.
import type { Ending } from './events.ts';
import { endingOf, eventsOf, readPastDeployment } from './log.ts';
import type { Reading } from '../../core/queue.ts';
import type { KadeployApi } from './api.ts';
import type { KadeployDeployment } from './deployment.ts';

interface Asking {
  api: KadeployApi;
  signal: AbortSignal;
}

/** undefined if the statistics do not contain it. `aheadMs`: how far the server's clock is ahead of ours. */
export async function finishFromStatistics(
  deployment: KadeployDeployment,
  { api, signal, aheadMs }: Asking & { aheadMs: number },
): Promise<Reading | undefined> {
  const rows = (await api.statistics(deployment.wid, signal)).split('\n').flatMap((text) => {
    const past = readPastDeployment(text);
    return past?.wid === deployment.wid ? [past] : [];
  });
  if (rows.length === 0) return undefined;
  for (const past of rows) {
    const events = eventsOf(past).map(({ atMs, sight }) => ({ sight, atMs: atMs - aheadMs }));
    deployment.node(past.host).takePast(events, endingOf(past));
  }
  const isAborted = rows.every((past) => endingOf(past) === 'aborted');
  return deployment.finish({ status: isAborted ? 'aborted' : rows.every(({ success }) => success) ? 'done' : 'failed' });
}

/** Node states in Kadeploy's database after an operation. */
const endings: Record<string, Ending> = { deployed: 'deployed', deploy_failed: 'failed', aborted: 'aborted' };
const forgotten = 'Kadeploy no longer knows this deployment; was the server restarted?';

/** `isLost`: the outcome is unknown for all of its nodes. */
export async function finishFromNodes(
  deployment: KadeployDeployment,
  { api, signal, nowMs: atMs }: Asking & { nowMs: number },
): Promise<{ reading: Reading; isLost: boolean }> {
  const states = await api.nodes(signal);
  const found = deployment.hosts.map((host) => ({ host, state: states[host]?.state ?? '' }));
  for (const { host, state } of found) {
    const ending = endings[state];
    deployment.node(host).end(ending ?? 'aborted', { text: ending ? `Kadeploy reports the node as ${state}` : forgotten, atMs });
  }
  const isLost = found.every(({ state }) => endings[state] === undefined);
  const isDone = found.every(({ state }) => endings[state] === 'deployed');
  return { reading: deployment.finish({ status: isLost ? 'lost' : isDone ? 'done' : 'failed' }), isLost };
}
