// A TCP port as a source: each line of a connection is a message of its address. A full queue makes senders wait. Many connections at a time,
// none of which can hold up others: a message must be complete in time, and when all places are taken, who said nothing for longest goes.
import { createServer, type Server, type Socket } from 'node:net';
import { normaliseIp } from '../contract/addresses.ts';
import { Arrivals } from '../contract/arrivals.ts';
import type { Seen, Unparsed } from '../contract/sighting.ts';
import type { PortOptions } from './datagram-source.ts';
import { LineFrames } from './line-frames.ts';
import { Listening } from './listening.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

/** Many machines may call in the same moment: the kernel resets who finds no place in the line. */
const backlog = 4_096;

export interface ConnectionSourceOptions extends PortOptions {
  /** What a line of that address says. */
  read: (text: string, sender: string, receivedAtMs: number) => Seen | Unparsed;
  /** What is said back, if anything. */
  answer?: (text: string) => string | null;
  /** So long a connection may take for its next message. */
  patienceMs: number;
  mostConnections: number;
  mostLineBytes: number;
  /** Messages may be counted as RFC 6587 has it. */
  isCounted?: boolean;
}

export class ConnectionSource implements Source {
  readonly name: string;
  private readonly options: ConnectionSourceOptions;
  private readonly arrivals: Arrivals;
  private readonly listening: Listening;
  private readonly counters = { connections: 0, tooSlow: 0, displaced: 0 };
  /** Who said something last is last. */
  private readonly sockets = new Set<Socket>();
  private readonly readings = new Set<Promise<void>>();
  private server: Server | undefined;
  private push: Push | undefined;
  private stopped = false;

  constructor(options: ConnectionSourceOptions) {
    this.name = options.name;
    this.options = options;
    this.arrivals = new Arrivals(options);
    const { port, onTrouble, retryMs } = options;
    this.listening = new Listening({ what: `TCP port ${port}`, open: () => this.open(), onTrouble, retryMs });
  }

  /** The port that it listens on: the one of the settings, or the one that was given for 0. */
  get port(): number {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? address.port : this.options.port;
  }

  status(): SourceStatus {
    const { name, type, host, port } = this.options;
    const { trouble } = this.listening;
    const alive = trouble === null && !this.stopped;
    const counters = { ...this.counters, open: this.sockets.size };
    return { name, type, from: `TCP ${host}:${port}`, alive, trouble, ...this.arrivals.status(), counters };
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // What could not be said was never sent.
  }

  async follow(push: Push): Promise<void> {
    this.push = push;
    await this.listening.start();
  }

  /** What was read goes to the queue; nothing more is taken in. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.listening.stop();
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
    await Promise.all(this.readings);
    await this.arrivals.settled();
  }

  private async open(): Promise<void> {
    const server = createServer((socket) => this.welcome(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: this.options.port, host: this.options.host, backlog }, resolve);
    });
    server.removeAllListeners('error');
    // Running out of descriptors, say: it listens on.
    server.on('error', () => {});
    this.server = server;
  }

  private welcome(socket: Socket): void {
    this.counters.connections++;
    const [longestSilent] = this.sockets;
    if (this.sockets.size >= this.options.mostConnections && longestSilent) {
      this.counters.displaced++;
      this.sockets.delete(longestSilent);
      longestSilent.destroy();
    }
    this.sockets.add(socket);
    socket.on('error', () => {});
    const reading = this.readAll(socket).finally(() => {
      this.sockets.delete(socket);
      this.readings.delete(reading);
    });
    this.readings.add(reading);
  }

  private async readAll(socket: Socket): Promise<void> {
    const sender = normaliseIp(socket.remoteAddress ?? '') ?? '';
    const frames = new LineFrames({ mostBytes: this.options.mostLineBytes, isCounted: this.options.isCounted ?? false });
    const patience = this.startPatience(socket);
    try {
      // A connection that is broken off ends this with an error; what it said before counts.
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        for (const text of frames.feed(chunk)) await patience.pause(this.take(text, sender, socket));
      }
      for (const text of frames.end()) await this.take(text, sender, socket);
    } catch {
      // See above.
    } finally {
      patience.end();
      socket.destroy();
    }
  }

  /** Ends with a connection that takes too long for its next message; what it waits for on our side does not count. */
  private startPatience(socket: Socket) {
    let isOurs = false;
    const timer = setTimeout(() => {
      if (isOurs) return void timer.refresh();
      this.counters.tooSlow++;
      socket.destroy();
    }, this.options.patienceMs);
    const pause = async (work: Promise<void>): Promise<void> => {
      isOurs = true;
      await work;
      isOurs = false;
      timer.refresh();
    };
    return { pause, end: () => clearTimeout(timer) };
  }

  private async take(text: string, sender: string, socket: Socket): Promise<void> {
    this.sockets.delete(socket);
    if (!socket.destroyed) this.sockets.add(socket);
    const answer = this.options.answer?.(text) ?? null;
    if (answer !== null && socket.writable) socket.write(answer);
    if (this.push) await this.arrivals.take(text, (receivedAtMs) => this.options.read(text, sender, receivedAtMs), this.push);
  }
}
