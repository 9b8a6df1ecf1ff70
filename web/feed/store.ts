// What the page knows: the backends as the feed last told them, and how the connection is. No React, no socket, no DOM.
// Frames come in one by one; listeners hear of them once per animation frame.
import type { BackendView, FeedFrame } from '../../state-machines/view.ts';
import type { ServerClock } from './server-clock.ts';

export type Connection = 'connecting' | 'live' | 'lost';

export interface FeedState {
  connection: Connection;
  /** Server's clock at the last frame, epoch milliseconds; null before the first. */
  lastFrameMs: number | null;
  /** Whether a snapshot has come. */
  loaded: boolean;
  backends: ReadonlyMap<string, BackendView>;
  /** Frames since the last snapshot that could not be read. */
  damagedFrames: number;
  /** Version of the first snapshot: the one that this page belongs to. */
  version: string | null;
  otherVersion: string | null;
  serverError: string | null;
}

export interface FeedPosition {
  seq: number;
  boot: string;
}

const nothingYet: FeedState = {
  connection: 'connecting',
  lastFrameMs: null,
  loaded: false,
  backends: new Map(),
  damagedFrames: 0,
  version: null,
  otherVersion: null,
  serverError: null,
};

export class FeedStore {
  /** What was seen last, to resume from; null before the first snapshot. */
  position: FeedPosition | null = null;
  private state = nothingYet;
  private readonly backends = new Map<string, BackendView>();
  private backendsChanged = false;
  private planned = false;
  private readonly listeners = new Set<() => void>();
  private readonly clock: ServerClock;
  private readonly schedule: (work: () => void) => void;

  constructor(clock: ServerClock, schedule: (work: () => void) => void) {
    this.clock = clock;
    this.schedule = schedule;
  }

  getState = (): FeedState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  apply(frame: FeedFrame): void {
    switch (frame.type) {
      case 'snapshot':
        this.replaceAll(frame);
        break;
      case 'transition':
        if (this.advance(frame.seq)) this.backends.set(frame.backend.id, frame.backend);
        break;
      case 'gone':
        if (this.advance(frame.seq)) this.backends.delete(frame.id);
        break;
      case 'time':
        this.clock.learn(frame.serverTime);
        break;
      case 'error':
        this.state = { ...this.state, serverError: frame.message };
    }
    this.state = { ...this.state, lastFrameMs: this.clock.now() };
    if (this.state.loaded && this.state.connection !== 'live') this.setConnection('live');
    else this.plan();
  }

  countDamaged(): void {
    this.state = { ...this.state, damagedFrames: this.state.damagedFrames + 1 };
    this.plan();
  }

  lose(): void {
    this.setConnection('lost');
  }

  private replaceAll(frame: Extract<FeedFrame, { type: 'snapshot' }>): void {
    this.clock.learn(frame.serverTime);
    this.position = { seq: frame.seq, boot: frame.boot };
    this.backends.clear();
    for (const backend of frame.backends) this.backends.set(backend.id, backend);
    this.backendsChanged = true;
    const version = this.state.version ?? frame.version;
    const otherVersion = frame.version === version ? null : frame.version;
    this.state = { ...this.state, loaded: true, version, otherVersion, damagedFrames: 0, serverError: null };
  }

  /** Whether a frame is news: after a resume the server may tell again what has been seen. */
  private advance(seq: number): boolean {
    if (!this.position || seq <= this.position.seq) return false;
    this.position = { ...this.position, seq };
    this.backendsChanged = true;
    return true;
  }

  /** Said at once: nobody should look at old rows for longer than needed without knowing. */
  private setConnection(connection: Connection): void {
    if (this.state.connection === connection) return;
    this.state = { ...this.state, connection };
    this.publish();
  }

  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    this.schedule(() => {
      this.planned = false;
      this.publish();
    });
  }

  private publish(): void {
    if (this.backendsChanged) this.state = { ...this.state, backends: new Map(this.backends) };
    this.backendsChanged = false;
    for (const listener of this.listeners) listener();
  }
}
