// What Kadeploy's `/status` adds to the node states: the cluster of each node and the time spent in its current micro-step. Pure.
import type { ApiStatus } from './api.ts';

export interface NodeStatus {
  cluster: string;
  /** Seconds since the current micro-step started; 0 if unknown. */
  seconds: number;
}

export function readStatus(status: ApiStatus): Map<string, NodeStatus> {
  const nodes = new Map<string, NodeStatus>();
  for (const [cluster, macros] of Object.entries(status)) {
    for (const hosts of Object.values(macros).flatMap((macro) => (Array.isArray(macro) ? [macro] : Object.values(macro).flatMap(endedIn))))
      for (const host of hosts) nodes.set(host, { cluster, seconds: 0 });
    for (const { host, seconds } of Object.values(macros).flatMap((macro) =>
      Array.isArray(macro) ? [] : Object.values(macro).flatMap(presentIn),
    ))
      nodes.set(host, { cluster, seconds });
  }
  return nodes;
}

type Micro = Exclude<Exclude<ApiStatus[string][string], string[]>[string], string[]> | string[];

/** Lists of nodes that have finished, successfully or not. */
function endedIn(micro: Micro): string[][] {
  return Array.isArray(micro) ? [micro] : [micro.nodes['OK'] ?? [], micro.nodes['KO'] ?? []];
}

function presentIn(micro: Micro): { host: string; seconds: number }[] {
  if (Array.isArray(micro)) return [];
  return (micro.nodes['**'] ?? []).map((host) => ({ host, seconds: micro.time ?? 0 }));
}
