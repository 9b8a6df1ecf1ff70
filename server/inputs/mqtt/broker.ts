// The embedded MQTT broker, for sites that have none. A publisher is told that its message is taken when `onPublish` says so. Bounded in what
// strangers can make it keep; what it refuses is counted, and costs nobody but the client that sent it.
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { BrokerLimits, type BrokerCounters } from './broker-limits.ts';

export interface PublishedMessage {
  topic: string;
  payload: Buffer | string;
}

export interface Broker {
  port: number;
  counters: Readonly<BrokerCounters>;
  /** How many are connected. */
  clients(): number;
  /** Hears each message before its publisher is told that it arrived, and before other subscribers get it; a rejection ends the connection. */
  onPublish: (message: PublishedMessage) => Promise<void>;
  close(): Promise<void>;
}

/** Starts the broker. Rejects with code EADDRINUSE when the port is taken, by another broker perhaps. */
export async function startBroker({ host, port }: { host: string; port: number }): Promise<Broker> {
  const limits = new BrokerLimits();
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => {
    limits.watch(socket);
    aedes.handle(socket);
  });
  limits.apply(server, aedes);
  const sockets = trackSockets(server);
  const broker: Broker = {
    port,
    counters: limits.counters,
    clients: () => aedes.connectedClients,
    onPublish: async () => {},
    close: () => close(aedes, server, sockets),
  };
  hear(aedes, limits, (message) => broker.onPublish(message));
  try {
    await listen(server, port, host);
  } catch (error) {
    await broker.close();
    throw error;
  }
  const address = server.address();
  if (typeof address === 'object' && address) broker.port = address.port;
  return broker;
}

/** aedes asks this before it acknowledges (QoS 1 and 2), and for a client's last will. */
function hear(aedes: Aedes, limits: BrokerLimits, onPublish: (message: PublishedMessage) => Promise<void>): void {
  aedes.authorizePublish = (_client, packet, done) => {
    const refusal = limits.refusePublish(packet);
    if (refusal) return done(refusal);
    onPublish({ topic: packet.topic, payload: packet.payload }).then(() => done(null), done);
  };
}

async function close(aedes: Aedes, server: Server, sockets: Set<Socket>): Promise<void> {
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  // Those too that connected and never said a word of MQTT.
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
