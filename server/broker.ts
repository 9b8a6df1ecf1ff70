// The embedded MQTT broker, for sites that have none: installers publish to it, and the service's own subscriber reads from it like from
// any other. Bounded in payload, topics and clients.
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';

const maxPayloadBytes = 64 * 1024;
const maxClients = 20_000;
const maxTopicLength = 256;

export interface Broker {
  port: number;
  close(): Promise<void>;
}

/** Starts the broker. Rejects with code EADDRINUSE when the port is taken, by another broker perhaps. */
export async function startBroker({ host, port }: { host: string; port: number }): Promise<Broker> {
  const aedes = await createAedes();
  const server = createServer(aedes.handle);
  const sockets = trackSockets(server);
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    // Those too that connected and never said a word of MQTT.
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  try {
    await listen(server, port, host);
  } catch (error) {
    await close();
    throw error;
  }
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port, close };
}

async function createAedes(): Promise<Aedes> {
  const aedes = await Aedes.createBroker();
  aedes.preConnect = (_client, _packet, done) => done(null, aedes.connectedClients < maxClients);
  aedes.authorizePublish = (_client, packet, done) => {
    const refused = packet.topic.length > maxTopicLength || packet.topic.startsWith('$') || packet.payload.length > maxPayloadBytes;
    done(refused ? new Error('message refused: too large, or a topic that is not allowed') : null);
  };
  aedes.on('clientError', (client) => client.close());
  return aedes;
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
