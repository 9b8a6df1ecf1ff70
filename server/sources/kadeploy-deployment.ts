// One deployment of a Kadeploy server from one look at its API to the next: what is new of each node, and of the whole. No I/O.
import * as z from 'zod';
import { memberStatuses, type DeploymentReport, type Member } from '../../state-machines/deployment.ts';
import { expandNodeset, foldNodeset } from '../../state-machines/nodeset.ts';
import type { InstallerEvent, Observation } from '../../state-machines/vocabulary.ts';
import {
  attemptOf,
  endEvent,
  kadeployWorkflow,
  noteEvent,
  readFinalError,
  readMacro,
  stepEvent,
  type Automata,
  type Ending,
} from '../parsers/kadeploy-events.ts';
import { normaliseHost } from '../parsers/addresses.ts';
import type { PastEvent } from '../parsers/kadeploy-log.ts';
import type { Several } from '../parsers/parser.ts';
import { reportOf } from './kadeploy-report.ts';
import { readStatus } from './kadeploy-status.ts';
import { nodesOf, type ApiDeployment, type ApiStatus, type NodeState } from './kadeploy-api.ts';

/** What the API tells in one round. */
export interface Look {
  deployment: ApiDeployment;
  /** Left out: we may not see them. */
  states?: Record<string, NodeState> | undefined;
  status?: ApiStatus | undefined;
  automata: ReadonlyMap<string, Automata>;
  /** Why the whole failed, where it did. */
  error?: string | undefined;
  nowMs: number;
  /** How far the server's clock is ahead of ours. */
  aheadMs: number;
}

interface NodeSoFar {
  macro: string;
  micro: string;
  state: string;
  isOver: boolean;
  /** Of its last event: what follows is no earlier, however a server rounds. */
  lastMs: number;
  member: Member;
}

const endStatuses: Record<Ending, Member['status']> = { deployed: 'done', held: 'held', failed: 'failed', aborted: 'aborted' };
const unseenFailure = 'it failed between two looks, and Kadeploy does not tell why any more';
const evidenceLength = 2_000;

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

export class KadeployDeployment {
  readonly wid: string;
  readonly id: string;
  readonly hosts = new Map<string, NodeSoFar>();
  private readonly source: string;
  private readonly nowMs: () => number;
  private readonly clusters = new Map<string, string>();
  private told = '';
  private touched = new Set<NodeSoFar>();
  private observations: Observation[] = [];

  constructor(wid: string, { source, nowMs }: { source: string; nowMs: () => number }) {
    this.wid = wid;
    this.nowMs = nowMs;
    this.id = `kadeploy:${wid}`;
    this.source = source;
  }

  /** How far each node was told: plain data, nodes that stand alike together. */
  save(): SavedNodes[] {
    const alike = Map.groupBy(this.hosts.values(), ({ macro, micro, state, isOver, member }) =>
      JSON.stringify([macro, micro, state, isOver, member.batch, member.status, member.startedAt, member.endedAt]),
    );
    return [...alike.values()].flatMap((nodes) => {
      const [first] = nodes;
      if (!first) return [];
      const { macro, micro, state, isOver, member } = first;
      const { batch, status, startedAt, endedAt } = member;
      const names = foldNodeset(nodes.map((node) => node.member.backend));
      return [{ nodes: names, macro, micro, state, isOver, batch, status, startedAt, endedAt }];
    });
  }

  restore(saved: readonly SavedNodes[]): void {
    for (const { nodes, macro, micro, state, isOver, ...member } of saved) {
      for (const host of expandNodeset(nodes)) {
        const node = this.nodeOf(host);
        const at = micro === '' ? macro : `${macro}-${micro}`;
        Object.assign(node, { macro, micro, state, isOver, member: { ...node.member, ...member, state: at } });
        if (member.batch !== null) this.clusters.set(host, member.batch);
      }
    }
    this.touched.clear();
  }

  /** What is new since the look before. */
  take(look: Look): Several {
    const status = readStatus(look.status ?? {});
    for (const [host, { cluster }] of status) this.clusters.set(host, cluster);
    for (const host of nodesOf(look.deployment)) this.nodeOf(host);
    for (const [host, state] of Object.entries(look.states ?? {}))
      this.takeState(host, state, { look, seconds: status.get(host)?.seconds ?? 0 });
    if (look.deployment.done) this.takeEnd(look);
    return this.handOut(look);
  }

  /** How a node ended, from another place than its state. */
  end(host: string, ending: Ending, { text, atMs }: { text: string; atMs: number }): void {
    const node = this.nodeOf(host);
    if (node.isOver) return;
    node.isOver = true;
    const isFailure = ending === 'failed' || ending === 'aborted';
    // Nothing was done to it: no run of its.
    if (node.member.startedAt === null && isFailure) return this.change(node, { state: ending, detail: text });
    const error = ending === 'failed' ? readFinalError(text) : undefined;
    if (error && node.state !== 'ko') this.tell(host, stepEvent({ ...stepOf(error), failed: error.text }), { atMs, text });
    this.tell(host, endEvent(ending, text), { atMs, text });
    const detail = ending === 'deployed' ? null : text;
    this.change(node, { status: endStatuses[ending], state: ending, detail, endedAt: new Date(atMs).toISOString() });
  }

  /** All of a node's past, from the statistics; of one that was followed only what it has not told yet. */
  takePast(host: string, { events, ending, startMs }: { events: readonly PastEvent[]; ending: Ending; startMs: number }): void {
    const node = this.nodeOf(host);
    if (node.isOver) return;
    const last = events.at(-1);
    const text = last?.sight.text ?? '';
    const atMs = last?.atMs ?? startMs;
    if (node.member.startedAt === null && events.length > 1) {
      for (const event of events.slice(0, -1)) this.tell(host, event.sight, { atMs: event.atMs, text: event.sight.text });
      this.change(node, { startedAt: new Date(startMs).toISOString() });
    }
    this.end(host, ending, { text, atMs });
  }

  /** What was told by `end`, and how the whole ended. */
  handOutEnd(report: Pick<DeploymentReport, 'status' | 'error'>, nowMs: number): Several {
    const at = new Date(nowMs).toISOString();
    return this.batch({ id: this.id, workflow: kadeployWorkflow, reportedAt: at, state: report.status ?? '', endedAt: at, ...report });
  }

  private takeState(host: string, seen: NodeState, { look, seconds }: { look: Look; seconds: number }): void {
    const node = this.nodeOf(host);
    const { macro, micro, state, error } = {
      macro: seen.macro ?? '',
      micro: seen.micro ?? '',
      state: seen.state ?? '',
      error: seen.error ?? '',
    };
    const atMs = look.nowMs;
    if (node.isOver) return;
    if (state === 'discarded') {
      node.isOver = true;
      return this.change(node, { state, detail: 'already involved in another operation' });
    }
    const text = JSON.stringify({ [host]: seen });
    if (macro !== '')
      this.takeStep(host, { macro, micro, state }, { atMs: atMs - seconds * 1000, text, automata: this.automataOf(host, look) });
    if (state === 'ko' && (node.state !== 'ko' || macro !== node.macro)) this.takeFailure(host, { macro, micro, error }, { atMs, text });
    if (state !== node.state && (state === 'reboot_in_progress' || state === 'rebooted'))
      this.tell(host, noteEvent(state.replaceAll('_', ' ')), { atMs, text });
    Object.assign(node, { macro: macro || node.macro, micro: micro || node.micro, state });
    if (state === 'brk') this.end(host, 'held', { text: `Breakpoint reached after ${node.macro || 'the start'}`, atMs });
    else if (state === 'ok' && macro === '') this.end(host, 'deployed', { text: 'deployed', atMs });
    // A node whose tries are used up has its error with the step's name in front.
    else if (state === 'ko' && readFinalError(error)) this.end(host, 'failed', { text: error, atMs });
  }

  /** A micro-step that began, with the macro step where that is another try. */
  private takeStep(
    host: string,
    { macro, micro, state }: { macro: string; micro: string; state: string },
    { atMs, text, automata }: { atMs: number; text: string; automata: Automata | undefined },
  ): void {
    const node = this.nodeOf(host);
    const isRetry = node.state === 'ko' && state !== 'ko';
    if (macro === node.macro && micro === node.micro && !isRetry) return;
    const attempt = attemptOf(macro, automata);
    const fellBack = macro !== node.macro && node.state !== 'ko' && readMacro(macro)?.step === readMacro(node.macro)?.step;
    if (fellBack && node.macro !== '') this.tell(host, stepEvent({ ...stepOf(node, automata), failed: unseenFailure }), { atMs, text });
    if (macro !== node.macro || isRetry) this.tell(host, stepEvent({ attempt }), { atMs, text });
    if (micro !== '') this.tell(host, stepEvent({ attempt, micro }), { atMs, text });
    const startedAt = node.member.startedAt ?? new Date(atMs).toISOString();
    this.change(node, { status: 'running', state: micro === '' ? macro : `${macro}-${micro}`, detail: null, startedAt });
  }

  private takeFailure(
    host: string,
    { macro, micro, error }: { macro: string; micro: string; error: string },
    { atMs, text }: { atMs: number; text: string },
  ): void {
    const node = this.nodeOf(host);
    const where = { macro: macro || node.macro, micro: micro || node.micro };
    const failed = readFinalError(error)?.text || error || `${where.macro}-${where.micro} failed`;
    if (where.macro !== '') this.tell(host, stepEvent({ ...stepOf(where), failed }), { atMs, text });
    this.change(node, { detail: failed });
  }

  private takeEnd({ deployment, states = {}, error, nowMs: atMs }: Look): void {
    const { nodes } = deployment;
    if (deployment.error) {
      const text = error || 'Kadeploy gave up the whole deployment';
      for (const host of this.hosts.keys()) this.end(host, 'failed', { text, atMs });
      return;
    }
    if (!nodes || Array.isArray(nodes)) return;
    for (const host of nodes.ko)
      this.end(host, 'failed', { text: states[host]?.error || this.nodeOf(host).member.detail || 'it failed', atMs });
    for (const host of nodes.ok) this.end(host, states[host]?.state === 'brk' ? 'held' : 'deployed', { text: 'deployed', atMs });
  }

  private automataOf(host: string, { automata }: Look): Automata | undefined {
    const cluster = this.clusters.get(host);
    return cluster === undefined ? (automata.size === 1 ? automata.values().next().value : undefined) : automata.get(cluster);
  }

  private nodeOf(host: string): NodeSoFar {
    const known = this.hosts.get(host);
    if (known) return known;
    const member: Member = { backend: host, batch: null, status: 'not-started', state: '', detail: null, startedAt: null, endedAt: null };
    const node = { macro: '', micro: '', state: '', isOver: false, lastMs: 0, member };
    this.hosts.set(host, node);
    this.touched.add(node);
    return node;
  }

  private change(node: NodeSoFar, change: Partial<Member>): void {
    const batch = this.clusters.get(node.member.backend) ?? node.member.batch;
    const member = { ...node.member, batch, ...change };
    if (JSON.stringify(member) === JSON.stringify(node.member)) return;
    node.member = member;
    this.touched.add(node);
  }

  private tell(host: string, sight: InstallerEvent, { atMs, text }: { atMs: number; text: string }): void {
    const node = this.nodeOf(host);
    node.lastMs = Math.max(node.lastMs, atMs);
    const evidence = { source: this.source, line: null, offset: null, text: text.slice(0, evidenceLength) };
    const who = { host: normaliseHost(host) ?? host };
    this.observations.push({ sight, who, deployment: this.id, observedAtMs: node.lastMs, receivedAtMs: this.nowMs(), evidence });
  }

  private handOut({ deployment, nowMs, aheadMs, error }: Look): Several {
    const hasFailed = [...this.hosts.values()].some(({ member }) => member.status === 'failed');
    const clusters = [...new Set(this.clusters.values())].toSorted();
    return this.batch(reportOf({ id: this.id, wid: this.wid, deployment, clusters, hasFailed, error, nowMs, aheadMs }));
  }

  /** Only where something has changed. */
  private batch(report: DeploymentReport): Several {
    const { reportedAt: _, ...rest } = report;
    const told = JSON.stringify(rest);
    const members = [...this.touched].map(({ member }) => member);
    const { observations } = this;
    const isNews = members.length > 0 || told !== this.told;
    this.told = told;
    this.touched = new Set();
    this.observations = [];
    return { observations, ...(isNews && { report: { ...report, ...(members.length > 0 && { members }) } }) };
  }
}

function stepOf({ macro, micro }: { macro: string; micro: string }, automata?: Automata) {
  return { attempt: attemptOf(macro, automata), ...(micro !== '' && { micro }) };
}
