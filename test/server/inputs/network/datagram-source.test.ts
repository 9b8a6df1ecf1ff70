import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { DatagramSource, type DatagramSourceOptions } from '../../../../server/inputs/network/datagram-source.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

const has6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

/** Reads `say …`. */
function create(more: Partial<DatagramSourceOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = new DatagramSource({
    name: 'port',
    type: 'smq-udp',
    host: '127.0.0.1',
    port: 0,
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    read: (text, sender) => (text.startsWith('say ') ? { sight: { kind: 'text', text }, who: { ip: sender } } : 'unparsed'),
    ...more,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

async function bind(port = 0): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

async function send(port: number, ...texts: string[]): Promise<void> {
  const socket = await bind();
  for (const text of texts) await new Promise((resolve) => socket.send(text, port, '127.0.0.1', resolve));
  socket.close();
}

testSource(async () => {
  const { source, troubles } = create();
  return { source, troubles, tell: (n) => send(source.port, `say ${n}`), babble: () => send(source.port, 'hello') };
});

it.each([
  ['say 1', 'say 1'],
  ['say 1\n', 'say 1'],
  ['say 1\r\n\0', 'say 1'],
  ['say 1\nand 2\n', 'say 1\nand 2'],
  ['say 1 \n', 'say 1 '],
])('a datagram is a message, without what ends it: %j', async (sent, text) => {
  const { source } = create();
  const seen = await followed(source);
  await send(source.port, sent);
  expect(await seen.count(1)).toMatchObject([{ who: { ip: '127.0.0.1' }, evidence: { text } }]);
});

it.runIf(has6)('one over IPv4 to a port of both is that of the IPv4 address', async () => {
  const { source } = create({ host: '::' });
  const seen = await followed(source);
  await send(source.port, 'say 1');
  expect(await seen.count(1)).toMatchObject([{ who: { ip: '127.0.0.1' } }]);
});

it('what does not fit while the queue is full is dropped and counted', async () => {
  const { source } = create({ most: 2 });
  const isRoom = Promise.withResolvers<void>();
  const seen = new Seen<string>();
  await source.follow(async (item) => {
    await isRoom.promise;
    if (item.kind === 'reading') seen.add(item.observations[0]?.evidence.text ?? '');
  });
  await send(source.port, 'say 1', 'say 2', 'say 3', 'say 4');
  await expect.poll(() => source.status().counters).toEqual({ dropped: 2 });
  isRoom.resolve();
  await seen.count(2);
  await send(source.port, 'say 5');
  expect(await seen.count(3)).toEqual(['say 1', 'say 2', 'say 5']);
});

it('a port that is taken is told, and listened on when it is free', async () => {
  const other = await bind();
  const { port } = other.address();
  const { source, troubles } = create({ port, retryMs: 1 });
  const seen = await followed(source);
  expect(source.status()).toMatchObject({ alive: false, from: `UDP 127.0.0.1:${port}` });
  expect(troubles.all).toEqual([expect.stringMatching(new RegExp(`^cannot listen on UDP port ${port}: another program`))]);
  other.close();
  await troubles.until((trouble) => trouble === null);
  await send(port, 'say 1');
  expect(await seen.count(1)).toHaveLength(1);
});

it('an address that this machine does not have is told', async () => {
  const { source, troubles } = create({ host: '192.0.2.1' });
  await followed(source);
  expect(troubles.all).toEqual([expect.stringContaining('this machine does not have that address')]);
});

it('stopping waits until the queue has what was read, and frees the port', async () => {
  const { source } = create();
  const [isHeld, isRoom] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await source.follow(async () => {
    isHeld.resolve();
    await isRoom.promise;
  });
  const { port } = source;
  await send(port, 'say 1');
  await isHeld.promise;
  let isStopped = false;
  const stopped = source.stop().then(() => (isStopped = true));
  (await bindWhenFree(port)).close();
  expect(isStopped).toBe(false);
  isRoom.resolve();
  await stopped;
});

async function bindWhenFree(port: number): Promise<Socket> {
  for (;;) {
    const socket = await bind(port).catch(() => undefined);
    if (socket) return socket;
  }
}
