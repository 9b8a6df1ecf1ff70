// One deployment of a Kadeploy server, compared from poll to poll: changes of its nodes and of the deployment itself. No I/O.
import * as z from 'zod';
import { memberStatuses, type DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import { expandNodeset, foldNodeset } from '../../../state-machines/nodeset.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { normaliseHost } from '../contract/addresses.ts';
import { kadeployWorkflow, type Automata } from './events.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import { nodesOf, type ApiDeployment, type ApiStatus, type NodeState } from './api.ts';
import { KadeployNode, type Told } from './node.ts';
import { reportOf } from './report.ts';
import { readStatus } from './status.ts';

/** What the API returns in one poll. */
export interface Look {
  deployment: ApiDeployment;
  /** Absent if we lack permission to read them. */
  states?: Record<string, NodeState> | undefined;
  status?: ApiStatus | undefined;
  /** Keyed by cluster. */
  automata: ReadonlyMap<string, Automata>;
  /** Why the whole deployment failed, if it did. */
  error?: string | undefined;
  nowMs: number;
  /** How far the server's clock is ahead of ours. */
  aheadMs: number;
}

/** Nodes in the same state. */
export const savedNodesSchema = z.object({
  nodes: z.string().max(200_000),
  macro: z.string(),
  micro: z.string(),
  state: z.string(),
  isOver: z.boolean(),
  batch: z.string().nullable(),
  status: z.enum(memberStatuses),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
type SavedNodes = z.infer<typeof savedNodesSchema>;

const evidenceLength = 2_000;

export class KadeployDeployment {
  readonly wid: string;
  readonly id: string;
  private readonly source: string;
  private readonly nowMs: () => number;
  private readonly nodes = new Map<string, KadeployNode>();
  private told = '';

  constructor(wid: string, { source, nowMs }: { source: string; nowMs: () => number }) {
    this.wid = wid;
    this.id = `kadeploy:${wid}`;
    this.source = source;
    this.nowMs = nowMs;
  }

  get hosts(): string[] {
    return [...this.nodes.keys()];
  }

  node(host: string): KadeployNode {
    const node = this.nodes.get(host) ?? new KadeployNode(host);
    this.nodes.set(host, node);
    return node;
  }

  /** What was reported of each node, as plain data. */
  save(): SavedNodes[] {
    const alike = Map.groupBy(this.nodes.values(), (node) => JSON.stringify(savedOf(node)));
    return [...alike.values()].flatMap((nodes) => {
      const [first] = nodes;
      return first ? [{ nodes: foldNodeset(nodes.map(({ member }) => member.backend)), ...savedOf(first) }] : [];
    });
  }

  restore(saved: readonly SavedNodes[]): void {
    for (const { nodes, macro, micro, state, isOver, ...member } of saved)
      for (const host of expandNodeset(nodes)) this.node(host).restore({ macro, micro, state, isOver }, member);
  }

  /** Changes since the previous poll. */
  take({ status = {}, states = {}, ...look }: Look): Reading {
    const { deployment, automata, nowMs } = look;
    const known = readStatus(status);
    for (const [host, { cluster }] of known) this.node(host).change({ batch: cluster });
    for (const host of nodesOf(deployment)) this.node(host);
    for (const [host, state] of Object.entries(states)) {
      const node = this.node(host);
      node.takeState(state, { nowMs, seconds: known.get(host)?.seconds ?? 0, automata: automataOf(node.member.batch, automata) });
    }
    if (deployment.done) this.takeEnd({ states, ...look });
    const members = [...this.nodes.values()].map(({ member }) => member);
    const clusters = [...new Set(members.flatMap(({ batch }) => batch ?? []))].toSorted();
    const hasFailed = members.some((member) => member.status === 'failed');
    return this.handOut(reportOf({ id: this.id, wid: this.wid, clusters, hasFailed, error: undefined, ...look }));
  }

  /** Final report of the deployment, with the pending changes of its nodes. */
  finish(report: Pick<DeploymentReport, 'status'>): Reading {
    const at = new Date(this.nowMs()).toISOString();
    return this.handOut({ id: this.id, workflow: kadeployWorkflow, reportedAt: at, state: report.status ?? '', endedAt: at, ...report });
  }

  private takeEnd({ deployment, states = {}, error, nowMs: atMs }: Omit<Look, 'status'>): void {
    const { nodes } = deployment;
    if (deployment.error) {
      const text = error || 'Kadeploy reported the whole deployment as failed';
      for (const node of this.nodes.values()) node.end('failed', { text, atMs });
    } else if (nodes && !Array.isArray(nodes)) {
      for (const host of nodes.ko) {
        const node = this.node(host);
        node.end('failed', { text: states[host]?.error || node.member.detail || 'it failed', atMs });
      }
      for (const host of nodes.ok) this.node(host).end(states[host]?.state === 'brk' ? 'held' : 'deployed', { text: 'deployed', atMs });
    }
  }

  /** Includes the deployment report only if something changed. */
  private handOut(report: DeploymentReport): Reading {
    const news = [...this.nodes].map(([host, node]) => ({ host, ...node.handOut() }));
    const observations = news.flatMap(({ host, told }) => told.map((one) => this.observationOf(host, one)));
    const members = news.flatMap(({ member }) => member ?? []);
    const { reportedAt: _, ...rest } = report;
    const told = JSON.stringify(rest);
    const isNews = members.length > 0 || told !== this.told;
    this.told = told;
    return newReading(this.nowMs(), observations, isNews ? { ...report, ...(members.length > 0 && { members }) } : undefined);
  }

  private observationOf(host: string, { sight, atMs, text }: Told): Observation {
    const evidence = { source: this.source, line: null, offset: null, text: text.slice(0, evidenceLength) };
    const who = { host: normaliseHost(host) ?? host };
    return { sight, who, deployment: this.id, observedAtMs: atMs, receivedAtMs: this.nowMs(), evidence };
  }
}

function savedOf({ macro, micro, state, isOver, member }: KadeployNode): Omit<SavedNodes, 'nodes'> {
  const { batch, status, startedAt, endedAt } = member;
  return { macro, micro, state, isOver, batch, status, startedAt, endedAt };
}

/** If there is only one cluster, every node belongs to it. */
function automataOf(cluster: string | null, automata: ReadonlyMap<string, Automata>): Automata | undefined {
  return cluster === null && automata.size === 1 ? automata.values().next().value : automata.get(cluster ?? '');
}
