// What Kadeploy's `/status` tells beside the states of the nodes: which cluster each is of, and since when it is at its micro-step. Pure.
import type { ApiStatus } from './api.ts';

export interface NodeStatus {
  cluster: string;
  /** Since its present micro-step began; 0 where nothing tells. */
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

/** Lists of nodes that are through, well or not. */
function endedIn(micro: Micro): string[][] {
  return Array.isArray(micro) ? [micro] : [micro.nodes['OK'] ?? [], micro.nodes['KO'] ?? []];
}

function presentIn(micro: Micro): { host: string; seconds: number }[] {
  if (Array.isArray(micro)) return [];
  return (micro.nodes['**'] ?? []).map((host) => ({ host, seconds: micro.time ?? 0 }));
}
