// The live feed: numbered frames to every browser that listens. A frame is made once for all; a client that does not keep up is let
// go alone and comes back for what it missed.
import type { WebSocket } from 'ws';
import { isoTime, type BackendView, type FeedFrame } from '../../state-machines/view.ts';
import type { Backend } from '../registry.ts';
import { viewTransition } from '../view.ts';
import type { Change, Sink } from './sink.ts';

/** Changes kept for clients that come back; one that missed more gets a snapshot. */
const changesKept = 10_000;
/** Missed changes beyond this are more bytes than a snapshot. */
const resumeMax = 1_000;
/** A client that has this much unread is too slow. */
const unreadMaxBytes = 8 * 1024 * 1024;
const timeFrameMs = 5_000;

export interface LiveFeedOptions {
  view: (backend: Backend) => BackendView;
  views: () => BackendView[];
  /** Number of the last change. */
  seq: () => number;
  nowMs: () => number;
  version: string;
  /** Tells one start of the service from the next. */
  boot: string;
}

export class LiveFeed implements Sink {
  readonly name = 'live feed';
  readonly counters = { dropped: 0 };
  private readonly clients = new Set<WebSocket>();
  private readonly changes: Change[] = [];
  private options: LiveFeedOptions | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Before this, changes are only kept. */
  start(options: LiveFeedOptions): void {
    this.options = options;
    this.timer = setInterval(() => this.sendTime(), timeFrameMs);
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

  /** `after`: the last number the client saw, null for none. */
  join(client: WebSocket, after: number | null): void {
    const missed = after === null ? undefined : this.changesAfter(after);
    if (missed && missed.length <= resumeMax) {
      this.sendTo(client, this.timeFrame());
      for (const change of missed) this.sendTo(client, this.frameOf(change));
    } else this.sendTo(client, this.snapshot());
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    client.on('error', () => client.terminate());
    // Nothing is expected from a browser.
    client.on('message', () => this.sendTo(client, { type: 'error', message: 'this feed takes no messages' }));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    for (const client of this.clients) client.close(1001, 'the service ends');
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

  private sendTime(): void {
    this.broadcast(this.timeFrame());
  }

  private broadcast(frame: FeedFrame): void {
    const text = JSON.stringify(frame);
    for (const client of this.clients) {
      if (client.bufferedAmount > unreadMaxBytes) {
        this.counters.dropped++;
        client.terminate();
      } else client.send(text);
    }
  }

  private sendTo(client: WebSocket, frame: FeedFrame): void {
    client.send(JSON.stringify(frame));
  }

  private get started(): LiveFeedOptions {
    if (!this.options) throw new Error('the live feed was not started');
    return this.options;
  }
}
