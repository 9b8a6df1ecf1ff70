// Takes datagrams on a free port of loopback, as a frontend's message queue does.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { Seen } from '../seen.ts';

export async function newUdpReceiver(): Promise<{ port: number; packets: Seen<string> }> {
  const packets = new Seen<string>();
  const socket = createSocket('udp4', (packet) => packets.add(packet.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return { port: socket.address().port, packets };
}
