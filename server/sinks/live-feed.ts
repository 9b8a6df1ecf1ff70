// The live feed: numbered frames to every browser that listens. A frame is made once for all; a client that does not keep up, or is no
// longer there, is let go alone and comes back for what it missed.
import type { WebSocket } from 'ws';
import { isoTime, type BackendView, type FeedFrame } from '../../state-machines/view.ts';
import type { Backend } from '../registry.ts';
import { viewTransition } from '../view.ts';
import { FeedClient } from './feed-client.ts';
import type { Change, Sink } from './sink.ts';

/** Changes kept for clients that come back; one that missed more gets a snapshot. */
const changesKept = 10_000;
/** Missed changes beyond this are more bytes than a snapshot. */
const resumeMax = 1_000;
const timeFrameMs = 5_000;
/** A client that answers no ping within this time is dead: its network went away without a word. */
const pingMs = 30_000;

export interface LiveFeedOptions {
  view: (backend: Backend) => BackendView;
  views: () => BackendView[];
  /** Number of the last change. */
  seq: () => number;
  nowMs: () => number;
  version: string;
  /** Tells one numbering of changes from another: without a store, each start begins one. */
  boot: string;
}

export class LiveFeed implements Sink {
  readonly name = 'live feed';
  /** dropped: too slow. dead: no answer to a ping. */
  readonly counters = { dropped: 0, dead: 0 };
  private readonly clients = new Set<FeedClient>();
  private readonly changes: Change[] = [];
  private options: LiveFeedOptions | undefined;
  private timers: NodeJS.Timeout[] = [];
  private closed = false;

  /** Before this, changes are only kept. */
  start(options: LiveFeedOptions): void {
    this.options = options;
    this.timers = [setInterval(() => this.broadcast(this.timeFrame()), timeFrameMs), setInterval(() => this.pingAll(), pingMs)];
  }

  get clientCount(): number {
    return this.clients.size;
  }

  /** The kept changes after `seq`, oldest first; undefined when some of them are no longer kept. */
  changesAfter(seq: number): Change[] | undefined {
    const first = this.changes[0]?.seq ?? (this.options?.seq() ?? 0) + 1;
    return seq < first - 1 || seq > (this.options?.seq() ?? 0) ? undefined : this.changes.slice(seq - first + 1);
  }

  /** All changes that are kept, oldest first. */
  allChanges(): readonly Change[] {
    return this.changes;
  }

  take(change: Change): void {
    this.changes.push(change);
    if (this.changes.length > changesKept * 2) this.changes.splice(0, changesKept);
    if (this.clients.size > 0) this.broadcast(this.frameOf(change));
  }

  /** `after`: the last number the client saw, null for none. `boot`: the numbering that it is of, where the client says it. */
  join(socket: WebSocket, after: number | null, boot: string | null = null): void {
    if (this.closed) return socket.terminate();
    const client = new FeedClient(socket);
    this.clients.add(client);
    socket.on('close', () => this.clients.delete(client));
    // Nothing is expected from a browser.
    socket.on('message', () => this.send(client, JSON.stringify({ type: 'error', message: 'this feed takes no messages' })));
    const known = boot === null || boot === this.started.boot;
    client.greet(this.framesSince(known ? after : null).map((frame) => JSON.stringify(frame)));
  }

  /** Lets go of the clients that have not answered since the last time, and asks the others. */
  pingAll(): void {
    for (const client of this.clients) if (!client.ping()) this.counters.dead++;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all([...this.clients].map((client) => client.sayGoodbye()));
  }

  private framesSince(after: number | null): FeedFrame[] {
    const missed = after === null ? undefined : this.changesAfter(after);
    if (!missed || missed.length > resumeMax) return [this.snapshot()];
    return [this.timeFrame(), ...missed.map((change) => this.frameOf(change))];
  }

  private snapshot(): FeedFrame {
    const { seq, views, version, boot, nowMs } = this.started;
    return { type: 'snapshot', seq: seq(), serverTime: isoTime(nowMs()), version, boot, backends: views() };
  }

  private frameOf(change: Change): FeedFrame {
    if (change.type === 'gone') return change;
    return { type: 'transition', seq: change.seq, backend: this.started.view(change.backend), transition: viewTransition(change) };
  }

  private timeFrame(): FeedFrame {
    return { type: 'time', serverTime: isoTime(this.started.nowMs()), seq: this.started.seq() };
  }

  private broadcast(frame: FeedFrame): void {
    const text = JSON.stringify(frame);
    for (const client of this.clients) this.send(client, text);
  }

  private send(client: FeedClient, text: string): void {
    // What it had sent before may still ask for answers.
    if (!client.send(text) && this.clients.delete(client)) this.counters.dropped++;
  }

  private get started(): LiveFeedOptions {
    if (!this.options) throw new Error('the live feed was not started');
    return this.options;
  }
}
