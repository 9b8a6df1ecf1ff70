// One deployment as its console output describes it: the nodes of each set, the current step of each set, and the result of each node. Emits the
// changes after every sentence.
import type { DeploymentReport, Member } from '../../../state-machines/deployment/deployment.ts';
import type { Attempt, InstallerEvent, Observation } from '../../../state-machines/vocabulary.ts';
import type { KadeployAutomata } from './automata.ts';
import type { KadeployClock } from './text-clock.ts';
import { cleanText } from '../health/health-body.ts';
import { attemptOf, endEvent, kadeployWorkflow, readMacro, stepEvent, type Ending } from './events.ts';
import type { Sentence, SentenceKind } from './words.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line } from '../contract/parser.ts';
import { evidenceOf } from '../contract/sighting.ts';

interface NodeSet {
  hosts: string[];
  implementation: string;
  micro: string;
  /** Why the current attempt failed, if known. */
  reason: string;
  stepMs: number;
  microMs: number;
}

interface Node {
  isOver: boolean;
  /** Whether the current attempt failed. */
  hasFailed: boolean;
  /** `BootNewEnvKexec-wait_reboot: Unreachable after the reboot` */
  error: string;
  member: Member;
}

export interface SessionContext {
  clock: KadeployClock;
  /** The configured steps, as far as the text has shown them. */
  automata: KadeployAutomata;
  user: string | null;
}

const statuses: Record<Ending, Member['status']> = { deployed: 'done', held: 'held', failed: 'failed', aborted: 'aborted' };

export class KadeploySession {
  readonly id: string;
  private readonly nodes = new Map<string, Node>();
  private readonly sets = new Map<string, NodeSet>();
  private readonly clusters = new Map<string, string>();
  private readonly clock: KadeployClock;
  private readonly automata: KadeployAutomata;
  private readonly startedMs: number;
  private readonly touched = new Set<Node>();
  private observations: Observation[] = [];
  private report: Partial<DeploymentReport>;
  private wasAborted = false;

  /** `wid`: the deployment's id, or any other unique name. */
  constructor(wid: string, { clock, automata, user }: SessionContext) {
    this.id = `kadeploy:${wid}`;
    this.clock = clock;
    this.automata = automata;
    this.startedMs = clock.nowMs;
    this.report = { title: wid, status: 'running', state: 'running', user, startedAt: isoOf(this.startedMs), stopOnFailure: false };
  }

  /** Whether all nodes have finished. */
  get isOver(): boolean {
    return this.nodes.size > 0 && [...this.nodes.values()].every(({ isOver }) => isOver);
  }

  take(sentence: Sentence, line: Line): Reading {
    this.takers[sentence.kind]?.(sentence, this.setOf(sentence.set), line);
    return this.handOut();
  }

  /** Handlers by kind of sentence. Other kinds are ignored. */
  private readonly takers: Partial<Record<SentenceKind, (sentence: Sentence, own: NodeSet, line: Line) => void>> = {
    launched: ({ set, nodes, name }) => {
      this.launch(set, nodes);
      if (name !== '') this.tell({ title: name, parameters: { environment: name } });
    },
    cluster: ({ set, name }) => void this.clusters.set(set, name),
    discarded: ({ nodes }) => nodes.forEach((host) => this.discard(host)),
    split: ({ set, nodes }) => void this.sets.set(set, { ...this.setWith(nodes), hosts: nodes }),
    step: ({ name }, own, line) => this.beginStep(own, name, line),
    micro: ({ name }, own, line) => this.beginMicro(own, name, line),
    time: ({ seconds }, own) => this.clock.reach(own.microMs, seconds),
    stepEnded: ({ seconds }, own) => this.clock.reach(own.stepMs, seconds),
    error: ({ text }, own) => void (own.reason = cleanText(text)),
    timeout: ({ name }, own, line) => {
      own.reason = `Timeout in the ${name} step`;
      this.failTry(own, own.hosts, line);
    },
    microFailed: ({ name, nodes }, own, line) => this.failTry({ ...own, micro: name }, nodes, line),
    stepFailed: ({ name, nodes, seconds }, own, line) => {
      this.clock.reach(own.stepMs, seconds);
      this.failTry({ ...own, implementation: readMacro(name)?.implementation ?? name }, nodes, line);
    },
    held: (sentence, _, line) => this.endAll('held', sentence, line),
    deployed: (sentence, _, line) => this.endAll('deployed', sentence, line),
    failed: (sentence, _, line) => this.endAll('failed', sentence, line),
    aborted: (_, __, line) => this.abort(line),
    clusterEnded: ({ seconds }) => {
      this.clock.reach(this.startedMs, seconds);
      this.finish();
    },
    done: () => this.finish(),
  };

  /** A line of the final lists of deployed and failed nodes. */
  takeListed(host: string, ending: 'deployed' | 'failed', { line, error }: { line: Line; error: string }): Reading {
    const node = this.nodeOf(host);
    if (node.error === '') node.error = cleanText(error);
    this.end(host, ending, line);
    this.finish();
    return this.handOut();
  }

  private launch(set: string, hosts: string[]): void {
    this.sets.set(set, { ...this.setWith([]), hosts });
    for (const host of hosts) this.touched.add(this.nodeOf(host, this.clusters.get(set)));
  }

  private discard(host: string): void {
    const node = this.nodeOf(host);
    node.isOver = true;
    this.change(node, { state: 'discarded', detail: 'already involved in another operation' });
    for (const set of this.sets.values()) set.hosts = set.hosts.filter((other) => other !== host);
  }

  private beginStep(set: NodeSet, name: string, line: Line): void {
    const implementation = readMacro(name)?.implementation ?? name;
    Object.assign(set, { implementation, micro: '', reason: '', stepMs: this.clock.nowMs, microMs: this.clock.nowMs });
    this.eachOf(set, (host, node) => {
      node.hasFailed = false;
      this.observe(host, stepEvent({ attempt: this.attemptOf(host, implementation) }), line);
      this.change(node, {
        status: 'running',
        state: implementation,
        detail: null,
        startedAt: node.member.startedAt ?? isoOf(this.clock.nowMs),
      });
    });
  }

  /** If the text starts mid-deployment, the macro step is unknown. */
  private beginMicro(set: NodeSet, micro: string, line: Line): void {
    if (set.implementation === '') return;
    Object.assign(set, { micro, reason: '', microMs: this.clock.nowMs });
    this.eachOf(set, (host, node) => {
      if (node.hasFailed) return;
      this.observe(host, stepEvent({ attempt: this.attemptOf(host, set.implementation), micro }), line);
      this.change(node, { state: `${set.implementation}-${micro}` });
    });
  }

  private failTry({ implementation, micro, reason }: NodeSet, hosts: readonly string[], line: Line): void {
    const where = [implementation, micro].filter(Boolean).join('-');
    for (const host of hosts) {
      const node = this.nodeOf(host);
      if (node.isOver || node.hasFailed) continue;
      node.hasFailed = true;
      node.error = `${where}: ${reason || 'failed'}`;
      const failed = reason || `${where} failed`;
      this.observe(host, stepEvent({ attempt: this.attemptOf(host, implementation), ...(micro !== '' && { micro }), failed }), line);
      this.change(node, { detail: node.error });
    }
  }

  private end(host: string, ending: Ending, line: Line): void {
    const node = this.nodeOf(host);
    if (node.isOver) return;
    node.isOver = true;
    const words = {
      deployed: 'deployed',
      held: 'Breakpoint reached',
      failed: node.error || 'Deployment failed',
      aborted: 'Deployment aborted',
    };
    // Nothing was done to the node, so it has no run.
    const isUntouched = node.member.startedAt === null && (ending === 'aborted' || ending === 'failed');
    if (!isUntouched) this.observe(host, endEvent(ending, words[ending]), line);
    const detail = ending === 'deployed' ? null : words[ending];
    this.change(node, { ...(!isUntouched && { status: statuses[ending], endedAt: isoOf(this.clock.nowMs) }), state: ending, detail });
  }

  private endAll(ending: Ending, { nodes, seconds }: Sentence, line: Line): void {
    this.clock.reach(this.startedMs, seconds);
    for (const host of nodes) this.end(host, ending, line);
  }

  private abort(line: Line): void {
    for (const host of this.nodes.keys()) this.end(host, 'aborted', line);
    this.wasAborted = true;
    this.tell({ status: 'aborted', state: 'aborted', endedAt: isoOf(this.clock.nowMs) });
  }

  private finish(): void {
    if (!this.isOver || this.wasAborted) return;
    const hasFailed = [...this.nodes.values()].some(({ member }) => member.status === 'failed');
    const status = hasFailed ? 'failed' : 'done';
    this.tell({ status, state: status, endedAt: isoOf(this.clock.nowMs) });
  }

  private eachOf({ hosts }: NodeSet, visit: (host: string, node: Node) => void): void {
    for (const host of hosts) {
      const node = this.nodeOf(host);
      if (!node.isOver) visit(host, node);
    }
  }

  /** An unknown set has all nodes of its cluster, or all nodes. */
  private setOf(name: string): NodeSet {
    return this.sets.get(name) ?? this.sets.get(name.replace(/\.\d+$/, '')) ?? this.sets.get('') ?? this.setWith([]);
  }

  /** A new set continues at the step of the set that its nodes come from. */
  private setWith(hosts: readonly string[]): NodeSet {
    const from = [...this.sets.values()].toReversed().find((set) => hosts.length > 0 && set.hosts.includes(hosts[0] ?? ''));
    const begin = { implementation: '', micro: '', reason: '', stepMs: this.clock.nowMs, microMs: this.clock.nowMs };
    return { ...(from ?? begin), hosts: [] };
  }

  private nodeOf(host: string, batch: string | null = null): Node {
    const known = this.nodes.get(host);
    if (known) return known;
    const member: Member = { backend: host, batch, status: 'not-started', state: '', detail: null, startedAt: null, endedAt: null };
    const node = { isOver: false, hasFailed: false, error: '', member };
    this.nodes.set(host, node);
    return node;
  }

  private change(node: Node, change: Partial<Member>): void {
    node.member = { ...node.member, ...change };
    this.touched.add(node);
  }

  private tell(news: Partial<DeploymentReport>): void {
    this.report = { ...this.report, ...news };
  }

  private attemptOf(host: string, implementation: string): Attempt {
    return attemptOf(implementation, this.automata.of(host));
  }

  private observe(host: string, sight: InstallerEvent, line: Line): void {
    const { receivedAtMs } = line;
    const common = { who: { host }, deployment: this.id, receivedAtMs, evidence: evidenceOf(line) };
    this.observations.push({ sight, observedAtMs: this.clock.nowMs, ...common });
  }

  private handOut(): Reading {
    const members = [...this.touched].map(({ member }) => member);
    const { observations, report } = this;
    const isNews = members.length > 0 || Object.keys(report).length > 0;
    this.touched.clear();
    this.observations = [];
    this.report = {};
    if (!isNews) return newReading(this.clock.nowMs, observations);
    const common = { id: this.id, workflow: kadeployWorkflow, reportedAt: isoOf(this.clock.nowMs) };
    return newReading(this.clock.nowMs, observations, { ...common, ...report, ...(members.length > 0 && { members }) });
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
