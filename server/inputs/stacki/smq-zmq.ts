// Stacki's message queue as a source: subscribes to the ZeroMQ port of a running frontend's publisher. Reconnects automatically. A publisher does
// not buffer for disconnected subscribers, so messages sent in the meantime are lost; the trouble reports it.
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
  /** Minimum and maximum delay between two connection attempts. */
  retryMs?: { shortest: number; longest: number };
  /** Interval and timeout of heartbeats to a silent publisher. */
  heartbeatMs?: { every: number; answer: number };
}

const channels = ['health', 'installhash'];
const mostBytes = 256 * 1024;
/** Number of messages that libzmq buffers. Beyond that, the publisher drops messages. */
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
    // A publisher has no history.
  }

  async follow(push: Push): Promise<void> {
    try {
      const socket = await this.open();
      if (this.stopped) return socket.close();
      this.socket = socket;
      this.reading = this.read(socket, push);
    } catch (error) {
      this.tell(`cannot subscribe to ${this.options.url}: ${(error as Error).message}`);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.socket?.close();
    await this.reading;
    await this.arrivals.settled();
  }

  /** Loads the native library only if this source is used. */
  private async open(): Promise<Subscriber> {
    const zmq = await import('zeromq');
    const { retryMs = { shortest: 1_000, longest: 30_000 }, heartbeatMs = { every: 10_000, answer: 20_000 }, url } = this.options;
    const socket = new zmq.Subscriber({
      linger: 0,
      maxMessageSize: mostBytes,
      receiveHighWaterMark: mostWaiting,
      reconnectInterval: retryMs.shortest,
      reconnectMaxInterval: retryMs.longest,
      // A publisher that was powered off does not close the connection.
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
      if (this.trouble !== null)
        return this.tell(`${url} accepts connections but does not speak ZeroMQ; check that it is the publisher's port`);
      this.counters.disconnects++;
      this.tell(`lost the connection to the publisher ${url}; messages sent in the meantime are lost`);
    });
    events.on('connect:retry', () => {
      if (this.counters.connects === 0) this.tell(`cannot reach ${url}; check that smq-publisher is running there`);
    });
  }

  private async read(socket: Subscriber, push: Push): Promise<void> {
    for await (const frames of socket) {
      const [channel = '', body = ''] = frames.map(String);
      const { name: source, timeZone } = this.options;
      const read = (receivedAtMs: number) =>
        frames.length === 2
          ? readSmqMessage({ channel, body, sender: null, receivedAtMs, source, timeZone })
          : { unparsed: `message has ${frames.length} frames, expected 2` };
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
