// A UDP port as a source: each datagram is a message from its sender's address. UDP has no flow control, so datagrams that do not fit into the queue
// are dropped and counted.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { normaliseIp } from '../contract/addresses.ts';
import { Arrivals } from '../contract/arrivals.ts';
import type { Seen, Unparsed } from '../contract/sighting.ts';
import { Listening } from './listening.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

/** Requested from the kernel, which may grant less. It buffers bursts while the store is written. */
const receiveBufferBytes = 4 << 20;

export interface PortOptions {
  name: string;
  type: string;
  host: string;
  port: number;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  /** Delay before retrying a port that is in use. */
  retryMs?: number | undefined;
}

export interface DatagramSourceOptions extends PortOptions {
  /** Parses a datagram from that address. */
  read: (text: string, sender: string, receivedAtMs: number) => Seen | Unparsed;
  /** Maximum number of messages waiting for the queue. */
  most?: number;
}

export class DatagramSource implements Source {
  readonly name: string;
  private readonly options: DatagramSourceOptions;
  private readonly arrivals: Arrivals;
  private readonly listening: Listening;
  private socket: Socket | undefined;
  private push: Push | undefined;
  private stopped = false;

  constructor(options: DatagramSourceOptions) {
    this.name = options.name;
    this.options = options;
    this.arrivals = new Arrivals(options);
    const { port, onTrouble, retryMs } = options;
    this.listening = new Listening({ what: `UDP port ${port}`, open: () => this.open(), onTrouble, retryMs });
  }

  /** The listening port: the configured one, or the assigned one for 0. */
  get port(): number {
    return this.socket?.address().port ?? this.options.port;
  }

  status(): SourceStatus {
    const { name, type, host, port } = this.options;
    const { trouble } = this.listening;
    const alive = trouble === null && !this.stopped;
    const counters = { dropped: this.arrivals.dropped };
    return { name, type, from: `UDP ${host}:${port}`, alive, trouble, ...this.arrivals.status(), counters };
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // Missed datagrams are gone.
  }

  async follow(push: Push): Promise<void> {
    this.push = push;
    await this.listening.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.listening.stop();
    const { socket } = this;
    this.socket = undefined;
    if (socket) await new Promise<void>((resolve) => socket.close(resolve));
    await this.arrivals.settled();
  }

  private async open(): Promise<void> {
    const { host, port } = this.options;
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(port, host, resolve);
      });
    } catch (error) {
      socket.close();
      throw error;
    }
    socket.removeAllListeners('error');
    socket.on('error', (error) => this.lose(socket, error));
    socket.on('message', (bytes, from) => this.take(bytes, from));
    socket.setRecvBufferSize(receiveBufferBytes);
    this.socket = socket;
  }

  private take(bytes: Buffer, { address }: RemoteInfo): void {
    const text = bytes.toString().replace(/[\r\n\0]+$/, '');
    const sender = normaliseIp(address) ?? address;
    if (this.push) void this.arrivals.take(text, (receivedAtMs) => this.options.read(text, sender, receivedAtMs), this.push);
  }

  private lose(socket: Socket, error: Error): void {
    this.socket = undefined;
    socket.close();
    this.listening.fail(error);
  }
}
