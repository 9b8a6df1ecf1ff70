// Limits for clients of the embedded broker, and counters of violations. Memory use must not grow, whatever a client on the provisioning network
// sends: so no sessions are kept for disconnected clients, and the number of retained topics is limited.
import { Socket, type Server } from 'node:net';
import type { Aedes, Client, PublishPacket } from 'aedes';
import { PacketSizes } from './packet-sizes.ts';

export interface BrokerCounters {
  refusedClients: number;
  refusedPackets: number;
  refusedTopics: number;
  refusedPayloads: number;
  refusedSubscriptions: number;
  refusedRetained: number;
  /** Connections closed because of their content. */
  brokenClients: number;
}

const maxClients = 20_000;
const maxTopicLength = 256;
const maxPayloadBytes = 64 * 1024;
/** Of a complete packet. Larger than the payload limit, to distinguish a slightly oversized message from a flood. */
const maxPacketBytes = 2 * maxPayloadBytes;
const maxSubscriptions = 100;
const maxRetainedTopics = 1_000;

export class BrokerLimits {
  readonly counters: BrokerCounters = {
    refusedClients: 0,
    refusedPackets: 0,
    refusedTopics: 0,
    refusedPayloads: 0,
    refusedSubscriptions: 0,
    refusedRetained: 0,
    brokenClients: 0,
  };
  private readonly retainedTopics = new Set<string>();
  private readonly subscriptions = new WeakMap<Client, Set<string>>();

  apply(server: Server, aedes: Aedes): void {
    server.maxConnections = maxClients;
    server.on('drop', () => this.counters.refusedClients++);
    aedes.preConnect = (_client, packet, done) => {
      // No persistent sessions: the queue would grow while the client is away.
      packet.clean = true;
      done(null, true);
    };
    aedes.authorizeSubscribe = (client, subscription, done) =>
      done(null, this.maySubscribe(client, subscription.topic) ? subscription : null);
    aedes.on('clientError', () => this.counters.brokenClients++);
    aedes.on('connectionError', () => this.counters.brokenClients++);
  }

  /** Closes a connection at the header of a packet that is too large; aedes would buffer up to 256 MB first. */
  watch(socket: Socket): void {
    const sizes = new PacketSizes(maxPacketBytes);
    socket.push = (chunk: Buffer | null, encoding) => {
      if (chunk === null || sizes.accept(chunk)) return Socket.prototype.push.call(socket, chunk, encoding);
      this.counters.refusedPackets++;
      socket.destroy();
      return false;
    };
  }

  /** Why a message is refused. Clears its `retain` flag if too many topics are retained. */
  refusePublish(packet: PublishPacket): Error | undefined {
    const { topic, payload } = packet;
    if (topic.length > maxTopicLength || topic.startsWith('$')) {
      this.counters.refusedTopics++;
      return new Error('refused: the topic is too long or not allowed');
    }
    if (payload.length > maxPayloadBytes) {
      this.counters.refusedPayloads++;
      return new Error('refused: the payload is too large');
    }
    if (packet.retain) this.retain(packet);
    return undefined;
  }

  /** An empty payload clears what the topic retains (MQTT 3.1.1, 3.3.1.3). */
  private retain(packet: PublishPacket): void {
    if (packet.payload.length === 0) this.retainedTopics.delete(packet.topic);
    else if (this.retainedTopics.size < maxRetainedTopics) this.retainedTopics.add(packet.topic);
    else if (!this.retainedTopics.has(packet.topic)) {
      packet.retain = false;
      this.counters.refusedRetained++;
    }
  }

  private maySubscribe(client: Client, topic: string): boolean {
    const topics = this.subscriptions.get(client) ?? new Set();
    this.subscriptions.set(client, topics);
    if (topic.length <= maxTopicLength && (topics.size < maxSubscriptions || topics.has(topic))) return Boolean(topics.add(topic));
    this.counters.refusedSubscriptions++;
    return false;
  }
}
