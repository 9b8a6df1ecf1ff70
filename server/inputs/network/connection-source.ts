// A TCP port as a source: each line of a connection is a message from its address. A full queue makes senders wait. No connection can hold up others:
// each message must be complete in time, and at the connection limit the connection silent for longest is closed.
import { createServer, type Server, type Socket } from 'node:net';
import { normaliseIp } from '../contract/addresses.ts';
import { Arrivals } from '../contract/arrivals.ts';
import type { Seen, Unparsed } from '../contract/sighting.ts';
import type { PortOptions } from './datagram-source.ts';
import { LineFrames } from './line-frames.ts';
import { Listening } from './listening.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

/** Many machines may connect at the same moment, and the kernel resets connections that exceed the backlog. */
const backlog = 4_096;

export interface ConnectionSourceOptions extends PortOptions {
  /** Parses a line from that address. */
  read: (text: string, sender: string, receivedAtMs: number) => Seen | Unparsed;
  /** The reply, if any. */
  answer?: (text: string) => string | null;
  /** Time limit for a connection's next message. */
  patienceMs: number;
  mostConnections: number;
  mostLineBytes: number;
  /** Whether messages may use octet counting (RFC 6587). */
  isCounted?: boolean;
}

export class ConnectionSource implements Source {
  readonly name: string;
  private readonly options: ConnectionSourceOptions;
  private readonly arrivals: Arrivals;
  private readonly listening: Listening;
  private readonly counters = { connections: 0, tooSlow: 0, displaced: 0 };
  /** Ordered by last message, most recent last. */
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

  /** The listening port: the configured one, or the assigned one for 0. */
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
    // Nothing is stored: unsent messages remain with the sender.
  }

  async follow(push: Push): Promise<void> {
    this.push = push;
    await this.listening.start();
  }

  /** Messages already read go to the queue; no more are accepted. */
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
    // For example, out of file descriptors: it keeps listening.
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
      // A broken connection ends this loop with an error; messages received before count.
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

  /** Closes a connection that takes too long for its next message; waiting on our side does not count. */
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
