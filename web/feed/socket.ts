// Keeps one WebSocket to the feed open: connects, detects silence, reconnects with a growing delay. Does not interpret the frames.
import { backOffMs, silenceLimitMs } from './back-off.ts';
import { parseFrame } from './frame.ts';
import type { SummaryFrame } from '../../state-machines/view/feed.ts';

/** The part of WebSocket that is used, so that tests can pass their own. */
export type Wire = EventTarget & { close(): void };

export interface SocketOptions {
  open: (url: string) => Wire;
  /** The URL to connect to now; it contains the position of the last frame. */
  url: () => string;
  onFrame: (frame: SummaryFrame) => void;
  onDamaged: () => void;
  /** The connection is lost; the next attempt is in `retryMs`. */
  onLost: (retryMs: number) => void;
  random?: () => number;
}

export class FeedSocket {
  private readonly options: SocketOptions;
  private wire: Wire | undefined;
  /** Removes the listeners of the current connection. */
  private listening = new AbortController();
  /** Attempts since the last frame. */
  private attempt = 0;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SocketOptions) {
    this.options = options;
  }

  start(): void {
    this.connect();
  }

  stop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.abandonWire();
  }

  /** Connects without waiting for the next attempt; does nothing if a connection is open or being opened. */
  retryNow(): void {
    if (this.wire) return;
    clearTimeout(this.retry);
    this.connect();
  }

  private connect(): void {
    const wire = this.tryOpen();
    if (!wire) return this.lose();
    this.wire = wire;
    const { signal } = (this.listening = new AbortController());
    wire.addEventListener('message', (event) => this.receive('data' in event ? event.data : undefined), { signal });
    wire.addEventListener('close', () => this.lose(), { signal });
    this.watchSilence();
  }

  private tryOpen(): Wire | undefined {
    try {
      return this.options.open(this.options.url());
    } catch {
      return undefined;
    }
  }

  private receive(data: unknown): void {
    const frame = parseFrame(data);
    this.attempt = 0;
    this.watchSilence();
    if (frame) this.options.onFrame(frame);
    else this.options.onDamaged();
  }

  private watchSilence(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lose(), silenceLimitMs(this.attempt));
  }

  private lose(): void {
    clearTimeout(this.silence);
    this.abandonWire();
    const waitMs = backOffMs(this.attempt, (this.options.random ?? Math.random)());
    this.attempt += 1;
    this.retry = setTimeout(() => this.connect(), waitMs);
    this.options.onLost(waitMs);
  }

  /** A dead connection may take a minute to close: its events are ignored from now on. */
  private abandonWire(): void {
    this.listening.abort();
    this.wire?.close();
    this.wire = undefined;
  }
}
