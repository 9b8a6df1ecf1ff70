// The socket against a real WebSocket server on loopback, with the platform's own WebSocket as a browser has it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket as Client } from 'ws';
import type { SummaryFrame } from '../../../state-machines/view/feed.ts';
import { FeedSocket } from '../../../web/feed/socket.ts';
import { at } from '../views.ts';
import { Heard } from './heard.ts';

const time = (seq: number): SummaryFrame => ({ type: 'time', seq, serverTime: at(0), startedAt: at(-60), reached: {} });

let server: WebSocketServer;
let port = 0;
let socket: FeedSocket;
/** Connections as the server sees them, and what the socket says. */
let joined: Heard<{ client: Client; path: string }>;
let frames: Heard<SummaryFrame>;
let damaged: Heard<void>;
let lost: Heard<number>;
let seen = 0;

beforeEach(async () => {
  [joined, frames, damaged, lost] = [new Heard(), new Heard(), new Heard(), new Heard()];
  seen = 0;
  await listen(0);
  ({ port } = server.address() as AddressInfo);
  socket = new FeedSocket({
    open: (url) => new WebSocket(url),
    url: () => `ws://127.0.0.1:${port}/ws?after=${seen}`,
    onFrame: (frame) => frames.say(frame),
    onDamaged: () => damaged.say(),
    onLost: (retryMs) => lost.say(retryMs),
    random: () => 0,
  });
});
afterEach(async () => {
  socket.stop();
  await close();
});

async function listen(wanted: number): Promise<void> {
  server = new WebSocketServer({ host: '127.0.0.1', port: wanted });
  server.on('connection', (client, request) => joined.say({ client, path: request.url ?? '' }));
  await once(server, 'listening');
}

async function close(): Promise<void> {
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
}

it('hands on the frames in their order', async () => {
  socket.start();
  const { client } = await joined.next();
  client.send(JSON.stringify(time(1)));
  client.send(JSON.stringify(time(2)));
  expect([await frames.next(), await frames.next()]).toEqual([time(1), time(2)]);
});

it.each<[string, string | Buffer]>([
  ['half a frame', '{"type":"ti'],
  ['a frame of no known type', '{"type":"sources"}'],
  ['bytes', Buffer.from(JSON.stringify(time(1)))],
])('%s is counted and costs no connection', async (_, message) => {
  socket.start();
  const { client } = await joined.next();
  client.send(message);
  client.send(JSON.stringify(time(2)));
  await damaged.next();
  expect(await frames.next()).toEqual(time(2));
  expect(lost.count).toBe(0);
});

describe('a connection that', () => {
  it.each<[string, (client: Client) => void]>([
    ['is closed with a goodbye', (client) => client.close(1001, 'the service ends')],
    ['breaks', (client) => client.terminate()],
  ])('%s is lost once and opened again, from what was seen by then', async (_, end) => {
    socket.start();
    const { client, path } = await joined.next();
    seen = 17;
    end(client);
    expect(await lost.next()).toBe(250);
    expect([path, (await joined.next()).path]).toEqual(['/ws?after=0', '/ws?after=17']);
    expect(lost.count).toBe(1);
  });
});

it('waits longer from try to try while nobody listens, and begins anew once a frame came', async () => {
  socket.start();
  await joined.next();
  await close();
  expect([await lost.next(), await lost.next()]).toEqual([250, 500]);
  await listen(port);
  socket.retryNow();
  const { client } = await joined.next();
  client.send(JSON.stringify(time(1)));
  await frames.next();
  client.terminate();
  expect(await lost.next()).toBe(250);
});

it('does not wait when it is told to try now, and opens no second connection', async () => {
  socket.start();
  socket.retryNow();
  const first = await joined.next();
  first.client.terminate();
  await lost.next();
  socket.retryNow();
  socket.retryNow();
  const { client } = await joined.next();
  client.send(JSON.stringify(time(1)));
  await frames.next();
  expect([joined.count, server.clients.size]).toEqual([2, 1]);
});

it('stops: closes, and says nothing of it', async () => {
  socket.start();
  const { client } = await joined.next();
  socket.stop();
  await once(client, 'close');
  expect(lost.count).toBe(0);
});
