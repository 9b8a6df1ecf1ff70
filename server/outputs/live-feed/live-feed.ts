// The live feed: numbered frames to every browser that listens. A frame is made once for all; a client that does not keep up, or is no
// longer there, is let go alone and comes back for what it missed.
import type { WebSocket } from 'ws';
import type { FeedFrame, SummaryFrame } from '../../../state-machines/view/feed.ts';
import { summariseDeployment, type Deployment } from '../../../state-machines/deployment/deployment.ts';
import { summariseWorkflow, type BackendSummary } from '../../../state-machines/view/summary.ts';
import { isoTime, type BackendView } from '../../../state-machines/view/view.ts';
import type { Run } from '../../../state-machines/run/run.ts';
import type { StageGroup } from '../../../state-machines/vocabulary.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import type { Backend } from '../../core/registry.ts';
import { viewTransition } from '../../core/view.ts';
import { FeedClient } from './feed-client.ts';
import type { Change } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';

/** Changes kept for clients that come back; one that missed more gets a snapshot. */
const changesKept = 10_000;
/** Missed changes beyond this are more bytes than a snapshot. */
const resumeMax = 1_000;
const timeFrameMs = 5_000;
/** Summaries of what changed go out at once, and what comes soon after them in one frame: a frame costs the same for one change as for ten. */
const paceMs = 10;
/** To many clients less often, so that what a frame costs for each of them stays a small part of a core. */
const paceMsPerClient = 0.05;
/** Summaries in one frame: as many as a browser reads without a pause that somebody would feel. */
const summariesPerFrame = 500;
/** A client that answers no ping within this time is dead: its network went away without a word. */
const pingMs = 30_000;

export interface LiveFeedOptions {
  view: (backend: Backend) => BackendView;
  summary: (backend: Backend) => BackendSummary;
  backends: () => Iterable<Backend>;
  workflows: () => ReadonlyMap<string, Workflow>;
  deployments: () => readonly Deployment[];
  /** Number of the last change. */
  seq: () => number;
  nowMs: () => number;
  version: string;
  /** Tells one numbering of changes from another: without a store, each start begins one. */
  boot: string;
}

/** What a client wants to be told: whole backends, or summaries of them. */
export type FeedKind = 'whole' | 'summary';

/** What has a number of its own. */
type NumberedChange = Exclude<Change, { type: 'deployment' }>;

export class LiveFeed implements Output {
  readonly name = 'live feed';
  /** dropped: too slow. dead: no answer to a ping. */
  readonly counters = { dropped: 0, dead: 0 };
  private readonly clients: Record<FeedKind, Set<FeedClient>> = { whole: new Set(), summary: new Set() };
  private readonly changes: NumberedChange[] = [];
  private pending: NumberedChange[] = [];
  private readonly pendingDeployments = new Map<string, Deployment>();
  private readonly reachedMs = new Map<StageGroup, number>();
  private options: LiveFeedOptions | undefined;
  private startedAtMs = 0;
  private timers: NodeJS.Timeout[] = [];
  /** Runs from one frame of summaries to the next. */
  private pace: NodeJS.Timeout | undefined;
  private closed = false;

  /** Before this, changes are only kept. */
  start(options: LiveFeedOptions): void {
    this.options = options;
    this.startedAtMs = options.nowMs();
    for (const { track } of options.backends()) for (const run of track.runs) this.noteRun(run);
    this.timers = [setInterval(() => this.broadcastTime(), timeFrameMs), setInterval(() => this.pingAll(), pingMs)];
  }

  /** By part of the install: when any backend last came to a stage of it. */
  get reached(): Partial<Record<StageGroup, string>> {
    return Object.fromEntries([...this.reachedMs].map(([group, ms]) => [group, isoTime(ms)]));
  }

  get clientCount(): number {
    return this.clients.whole.size + this.clients.summary.size;
  }

  /** The kept changes after `seq`, oldest first; undefined when some of them are no longer kept. */
  changesAfter(seq: number): NumberedChange[] | undefined {
    const first = this.changes[0]?.seq ?? (this.options?.seq() ?? 0) + 1;
    return seq < first - 1 || seq > (this.options?.seq() ?? 0) ? undefined : this.changes.slice(seq - first + 1);
  }

  /** All changes that are kept, oldest first. */
  allChanges(): readonly NumberedChange[] {
    return this.changes;
  }

  take(change: Change): void {
    if (change.type === 'deployment') {
      if (this.clients.summary.size === 0) return;
      this.pendingDeployments.set(change.deployment.id, change.deployment);
      return this.flushSoon();
    }
    this.changes.push(change);
    if (this.changes.length > changesKept * 2) this.changes.splice(0, changesKept);
    this.noteGroup(change);
    if (this.clients.whole.size > 0) this.broadcast('whole', this.frameOf(change));
    if (this.clients.summary.size === 0) return;
    this.pending.push(change);
    this.flushSoon();
  }

  /** `after`: the last number the client saw, null for none. `boot`: the numbering that it is of, where the client says it. */
  join(socket: WebSocket, after: number | null, boot: string | null = null, kind: FeedKind = 'whole'): void {
    if (this.closed) return socket.terminate();
    // What is pending is part of what the client is greeted with.
    this.flush();
    const client = new FeedClient(socket);
    this.clients[kind].add(client);
    socket.on('close', () => this.clients[kind].delete(client));
    // Nothing is expected from a browser.
    socket.on('message', () => this.send(kind, client, JSON.stringify({ type: 'error', message: 'this feed takes no messages' })));
    const known = boot === null || boot === this.started.boot;
    client.greet(this.framesSince(kind, known ? after : null).map((frame) => JSON.stringify(frame)));
  }

  /** The workflows have changed: everybody begins anew. */
  greetAll(): void {
    this.flush();
    for (const kind of ['whole', 'summary'] as const) {
      const frames = this.framesSince(kind, null).map((frame) => JSON.stringify(frame));
      for (const client of this.clients[kind]) client.greet(frames);
    }
  }

  /** Lets go of the clients that have not answered since the last time, and asks the others. */
  pingAll(): void {
    for (const client of [...this.clients.whole, ...this.clients.summary]) if (!client.ping()) this.counters.dead++;
  }

  /** Sends out what has changed since the last time, for those who want summaries. */
  flush(): void {
    if (this.pendingDeployments.size > 0) {
      this.broadcast('summary', deploymentsFrame([...this.pendingDeployments.values()]));
      this.pendingDeployments.clear();
    }
    if (this.pending.length === 0) return;
    const changes = this.pending;
    this.pending = [];
    this.broadcast('summary', this.summaryOf(changes));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    for (const timer of [...this.timers, this.pace]) clearInterval(timer);
    await Promise.all([...this.clients.whole, ...this.clients.summary].map((client) => client.sayGoodbye()));
  }

  /** Together with the other changes of this turn, unless a frame has gone out just now. */
  private flushSoon(): void {
    if (this.pace) return;
    this.pace = setTimeout(() => this.paceOver(), paceMs + paceMsPerClient * this.clients.summary.size);
    queueMicrotask(() => this.flush());
  }

  private paceOver(): void {
    this.pace = undefined;
    if (this.pending.length + this.pendingDeployments.size > 0) this.flushSoon();
  }

  private framesSince(kind: FeedKind, after: number | null): (FeedFrame | SummaryFrame)[] {
    const missed = after === null ? undefined : this.changesAfter(after);
    if (!missed || missed.length > resumeMax) return kind === 'whole' ? [this.snapshot()] : this.summarySnapshot();
    if (kind === 'whole') return [this.timeFrame(), ...missed.map((change) => this.frameOf(change))];
    // They have no numbers, so nobody knows which of them were missed.
    const deployments = this.started.deployments();
    return [
      this.timeFrame(),
      ...(deployments.length > 0 ? [deploymentsFrame(deployments)] : []),
      ...(missed.length > 0 ? [this.summaryOf(missed)] : []),
    ];
  }

  private greeting() {
    const { seq, version, boot, nowMs } = this.started;
    return { type: 'snapshot' as const, seq: seq(), serverTime: isoTime(nowMs()), startedAt: isoTime(this.startedAtMs), version, boot };
  }

  private snapshot(): FeedFrame {
    const { backends, view } = this.started;
    return { ...this.greeting(), backends: Array.from(backends(), view) };
  }

  private summarySnapshot(): SummaryFrame[] {
    const { backends, summary, workflows, deployments } = this.started;
    const all = Array.from(backends(), summary);
    const more: SummaryFrame[] = [];
    for (let at = summariesPerFrame; at < all.length; at += summariesPerFrame)
      more.push({ type: 'more', backends: all.slice(at, at + summariesPerFrame) });
    const first = all.slice(0, summariesPerFrame);
    return [
      {
        ...this.greeting(),
        reached: this.reached,
        workflows: [...workflows().values()].map(summariseWorkflow),
        deployments: deployments().map(summariseDeployment),
        total: all.length,
        backends: first,
      },
      ...more,
    ];
  }

  private summaryOf(changes: readonly NumberedChange[]): SummaryFrame {
    const gone = new Set(changes.flatMap((change) => (change.type === 'gone' ? [change.id] : [])));
    const transitions = changes.filter((change) => change.type === 'transition');
    const changed = new Set(transitions.map(({ backend }) => backend).filter(({ id }) => !gone.has(id)));
    return {
      type: 'changes',
      seq: changes.at(-1)?.seq ?? 0,
      backends: Array.from(changed, this.started.summary),
      gone: [...gone],
      events: transitions.map(viewTransition),
    };
  }

  private frameOf(change: NumberedChange): FeedFrame {
    if (change.type === 'gone') return change;
    return { type: 'transition', seq: change.seq, backend: this.started.view(change.backend), transition: viewTransition(change) };
  }

  private timeFrame() {
    const { nowMs, seq } = this.started;
    const startedAt = isoTime(this.startedAtMs);
    return { type: 'time' as const, serverTime: isoTime(nowMs()), seq: seq(), startedAt, reached: this.reached };
  }

  /** What was reached before this start. */
  private noteRun({ workflow, snapshot }: Run): void {
    for (const { name, group } of workflow.stages) {
      const record = snapshot.context.records[name];
      if (record?.status === 'done') this.note(group, record.lastAtMs);
    }
  }

  private noteGroup(change: NumberedChange): void {
    if (change.type !== 'transition' || (change.transition.kind !== 'reached' && change.transition.kind !== 'repeated')) return;
    const { stage: name, runId, observedAtMs } = change.transition;
    const workflow = change.backend.track.runs.find(({ id }) => id === runId)?.workflow;
    const group = workflow?.stages[workflow.index.get(name) ?? -1]?.group;
    if (group) this.note(group, observedAtMs);
  }

  private note(group: StageGroup, atMs: number): void {
    this.reachedMs.set(group, Math.max(this.reachedMs.get(group) ?? 0, atMs));
  }

  private broadcastTime(): void {
    const frame = this.timeFrame();
    this.broadcast('whole', frame);
    this.broadcast('summary', frame);
  }

  private broadcast(kind: FeedKind, frame: FeedFrame | SummaryFrame): void {
    if (this.clients[kind].size === 0) return;
    // Encoded once for all of them.
    const text = Buffer.from(JSON.stringify(frame));
    for (const client of this.clients[kind]) this.send(kind, client, text);
  }

  private send(kind: FeedKind, client: FeedClient, text: string | Buffer): void {
    // What it had sent before may still ask for answers.
    if (!client.send(text) && this.clients[kind].delete(client)) this.counters.dropped++;
  }

  private get started(): LiveFeedOptions {
    if (!this.options) throw new Error('the live feed was not started');
    return this.options;
  }
}

function deploymentsFrame(deployments: readonly Deployment[]): SummaryFrame {
  return { type: 'deployments', deployments: deployments.map(summariseDeployment) };
}
