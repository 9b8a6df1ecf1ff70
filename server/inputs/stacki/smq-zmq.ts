// Stacki's message queue as a source: subscribes to the ZeroMQ port of a running frontend's publisher. Reconnects by itself. A publisher
// keeps nothing for those who are away, so what it says meanwhile is lost, and told.
import type { Subscriber } from 'zeromq';
import { readSmqMessage } from './smq-message.ts';
import { Arrivals } from '../contract/arrivals.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

export interface SmqZmqOptions {
  name: string;
  /** Such as tcp://frontend:5001. */
  url: string;
  /** IANA name of the zone of times in messages. */
  timeZone: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  /** Shortest and longest pause between two tries to connect. */
  retryMs?: { shortest: number; longest: number };
  /** How often a publisher that says nothing is asked whether it is there, and how long it may take to answer. */
  heartbeatMs?: { every: number; answer: number };
}

const channels = ['health', 'installhash'];
const mostBytes = 256 * 1024;
/** What libzmq keeps of what we have not taken; beyond, the publisher drops. */
const mostWaiting = 10_000;

export class SmqZmqSource implements Source {
  readonly name: string;
  private readonly options: SmqZmqOptions;
  private readonly arrivals: Arrivals;
  private readonly counters = { connects: 0, disconnects: 0 };
  private socket: Subscriber | undefined;
  private reading: Promise<void> | undefined;
  private trouble: string | null = 'not connected yet';
  private since: string | undefined;
  private stopped = false;

  constructor(options: SmqZmqOptions) {
    this.name = options.name;
    this.options = options;
    this.arrivals = new Arrivals(options);
  }

  status(): SourceStatus {
    const { name, url } = this.options;
    const alive = this.trouble === null && !this.stopped;
    return { name, type: 'smq-zmq', from: url, alive, trouble: this.trouble, ...this.arrivals.status(), counters: { ...this.counters } };
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // A publisher keeps no past.
  }

  async follow(push: Push): Promise<void> {
    try {
      const socket = await this.open();
      if (this.stopped) return socket.close();
      this.socket = socket;
      this.reading = this.read(socket, push);
    } catch (error) {
      this.tell(`${this.options.url} can't be subscribed to: ${(error as Error).message}`);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.socket?.close();
    await this.reading;
    await this.arrivals.settled();
  }

  /** The library holds native code: it is loaded only where a frontend is subscribed to. */
  private async open(): Promise<Subscriber> {
    const zmq = await import('zeromq');
    const { retryMs = { shortest: 1_000, longest: 30_000 }, heartbeatMs = { every: 10_000, answer: 20_000 }, url } = this.options;
    const socket = new zmq.Subscriber({
      linger: 0,
      maxMessageSize: mostBytes,
      receiveHighWaterMark: mostWaiting,
      reconnectInterval: retryMs.shortest,
      reconnectMaxInterval: retryMs.longest,
      // A publisher that was switched off says no goodbye.
      heartbeatInterval: heartbeatMs.every,
      heartbeatTimeout: heartbeatMs.answer,
      tcpKeepalive: 1,
    });
    this.watch(socket);
    socket.subscribe(...channels);
    socket.connect(url);
    return socket;
  }

  private watch({ events }: Subscriber): void {
    const { url } = this.options;
    events.on('handshake', () => {
      this.counters.connects++;
      this.tell(null);
    });
    events.on('disconnect', () => {
      if (this.trouble !== null) return this.tell(`${url} takes connections and does not speak ZeroMQ; is it the publisher's port?`);
      this.counters.disconnects++;
      this.tell(`the publisher ${url} is gone; what it says meanwhile is lost`);
    });
    events.on('connect:retry', () => {
      if (this.counters.connects === 0) this.tell(`${url} can't be reached; does smq-publisher run there?`);
    });
  }

  private async read(socket: Subscriber, push: Push): Promise<void> {
    for await (const frames of socket) {
      const [channel = '', body = ''] = frames.map(String);
      const { name: source, timeZone } = this.options;
      const read = (receivedAtMs: number) =>
        frames.length === 2
          ? readSmqMessage({ channel, body, sender: null, receivedAtMs, source, timeZone })
          : { unparsed: `a message of ${frames.length} frames, not 2` };
      await this.arrivals.take(`${channel} ${body}`, read, push);
    }
  }

  private tell(trouble: string | null): void {
    if (this.stopped) return;
    if (trouble === null) this.since = undefined;
    else this.since ??= new Date(this.options.nowMs()).toISOString();
    const told = trouble === null ? null : `${trouble}; since ${this.since}`;
    if (told === this.trouble) return;
    this.trouble = told;
    this.options.onTrouble(told);
  }
}
