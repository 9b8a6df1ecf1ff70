// The live feed: sends numbered frames to all connected browsers. A client that is too slow or does not respond is disconnected; when it
// reconnects, it gets what it missed.
import type { WebSocket } from 'ws';
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { FeedFrame, SummaryFrame } from '../../../state-machines/view/feed.ts';
import type { Change } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';
import { FeedClient } from './feed-client.ts';
import { Frames, type LiveFeedOptions } from './frames.ts';
import { KeptChanges, type NumberedChange } from './kept-changes.ts';
import { Pace } from './pace.ts';
import { Reached } from './reached.ts';

/** Beyond this number, missed changes take more bytes than a snapshot. */
const resumeMax = 1_000;
const timeFrameMs = 5_000;
/** A client that does not answer a ping within this time is dead: its network failed without closing the connection. */
const pingMs = 30_000;

/** What a client has requested: complete backends, or summaries. */
export type FeedKind = 'whole' | 'summary';
const kinds = ['whole', 'summary'] as const;

export class LiveFeed implements Output {
  readonly name = 'live feed';
  /** Disconnected clients. dropped: too slow; dead: no answer to a ping. */
  readonly counters = { dropped: 0, dead: 0 };
  readonly kept: KeptChanges;
  private readonly options: LiveFeedOptions;
  private readonly frames: Frames;
  readonly reached = new Reached();
  private readonly clients: Record<FeedKind, Set<FeedClient>> = { whole: new Set(), summary: new Set() };
  private pending: NumberedChange[] = [];
  private readonly pendingDeployments = new Map<string, Deployment>();
  private readonly pace: Pace;
  private timers: NodeJS.Timeout[] = [];
  private closed = false;

  constructor(options: LiveFeedOptions) {
    this.options = options;
    this.kept = new KeptChanges(options.seq);
    this.frames = new Frames(options, this.reached);
    this.pace = new Pace({
      flush: () => this.flush(),
      isPending: () => this.pending.length + this.pendingDeployments.size > 0,
      clients: () => this.clients.summary.size,
    });
  }

  start(): void {
    for (const { track } of this.options.backends()) for (const run of track.runs) this.reached.noteRun(run);
    this.timers = [setInterval(() => this.broadcastTime(), timeFrameMs), setInterval(() => this.pingAll(), pingMs)];
  }

  get clientCount(): number {
    return this.clients.whole.size + this.clients.summary.size;
  }

  take(change: Change): void {
    if (change.type === 'deployment') this.takeDeployment(change.deployment);
    else this.takeNumbered(change);
  }

  /** `after`: the last number that the client has received; null for none. `boot`: the numbering to which it belongs, if the client sends it. */
  join(socket: WebSocket, after: number | null, boot: string | null = null, kind: FeedKind = 'whole'): void {
    if (this.closed) return socket.terminate();
    // Pending changes are part of the initial frames.
    this.flush();
    const client = new FeedClient(socket);
    this.clients[kind].add(client);
    socket.on('close', () => this.clients[kind].delete(client));
    // Browsers have nothing to send.
    socket.on('message', () => this.send(kind, client, JSON.stringify({ type: 'error', message: 'this feed takes no messages' })));
    const known = boot === null || boot === this.options.boot;
    client.greet(this.framesSince(kind, known ? after : null).map((frame) => JSON.stringify(frame)));
  }

  /** Sends a snapshot to every client, after the workflows have changed. */
  greetAll(): void {
    this.flush();
    for (const kind of kinds) {
      const frames = this.framesSince(kind, null).map((frame) => JSON.stringify(frame));
      for (const client of this.clients[kind]) client.greet(frames);
    }
  }

  /** Disconnects clients that have not answered the last ping, and pings the others. */
  pingAll(): void {
    for (const kind of kinds) for (const client of this.clients[kind]) if (!client.ping()) this.counters.dead++;
  }

  /** Sends pending changes to the clients that have requested summaries. */
  flush(): void {
    if (this.pendingDeployments.size > 0) {
      this.broadcast('summary', this.frames.deployments([...this.pendingDeployments.values()]));
      this.pendingDeployments.clear();
    }
    if (this.pending.length === 0) return;
    const changes = this.pending;
    this.pending = [];
    this.broadcast('summary', this.frames.summaries(changes));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    this.pace.stop();
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all([...this.clients.whole, ...this.clients.summary].map((client) => client.sayGoodbye()));
  }

  private takeDeployment(deployment: Deployment): void {
    if (this.clients.summary.size === 0) return;
    this.pendingDeployments.set(deployment.id, deployment);
    this.pace.flushSoon();
  }

  private takeNumbered(change: NumberedChange): void {
    this.kept.add(change);
    this.reached.noteChange(change);
    if (this.clients.whole.size > 0) this.broadcast('whole', this.frames.change(change));
    if (this.clients.summary.size === 0) return;
    this.pending.push(change);
    this.pace.flushSoon();
  }

  private framesSince(kind: FeedKind, after: number | null): (FeedFrame | SummaryFrame)[] {
    const missed = after === null ? undefined : this.kept.after(after);
    if (!missed || missed.length > resumeMax) return kind === 'whole' ? [this.frames.snapshot()] : this.frames.summarySnapshot();
    return kind === 'whole' ? this.frames.missed(missed) : this.frames.missedSummaries(missed);
  }

  private broadcastTime(): void {
    const frame = this.frames.time();
    for (const kind of kinds) this.broadcast(kind, frame);
  }

  private broadcast(kind: FeedKind, frame: FeedFrame | SummaryFrame): void {
    if (this.clients[kind].size === 0) return;
    // Encoded once for all clients.
    const text = Buffer.from(JSON.stringify(frame));
    for (const client of this.clients[kind]) this.send(kind, client, text);
  }

  private send(kind: FeedKind, client: FeedClient, text: string | Buffer): void {
    // Messages that it sent before may still cause replies: it is counted only once.
    if (!client.send(text) && this.clients[kind].delete(client)) this.counters.dropped++;
  }
}
