// The embedded MQTT broker, for sites without one. A message is acknowledged once `onPublish` resolves. Memory use is bounded; refused messages are
// counted, and affect only the client that sent them.
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
  /** Number of connected clients. */
  clients(): number;
  /** Called for each message before it is acknowledged and before other subscribers receive it; a rejection closes the connection. */
  onPublish: (message: PublishedMessage) => Promise<void>;
  close(): Promise<void>;
}

/** Starts the broker. Rejects with code EADDRINUSE if the port is in use, perhaps by another broker. */
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

/** aedes calls this before it acknowledges (QoS 1 and 2), and for a client's last will. */
function hear(aedes: Aedes, limits: BrokerLimits, onPublish: (message: PublishedMessage) => Promise<void>): void {
  aedes.authorizePublish = (_client, packet, done) => {
    const refusal = limits.refusePublish(packet);
    if (refusal) return done(refusal);
    onPublish({ topic: packet.topic, payload: packet.payload }).then(() => done(null), done);
  };
}

async function close(aedes: Aedes, server: Server, sockets: Set<Socket>): Promise<void> {
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  // Including connections that never sent an MQTT packet.
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
