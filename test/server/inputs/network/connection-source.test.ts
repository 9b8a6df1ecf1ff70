import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConnectionSource, type ConnectionSourceOptions } from '../../../../server/inputs/network/connection-source.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';
import { listenOnLoopback } from './listener.ts';

const limits = { patienceMs: 60_000, mostConnections: 10, mostLineBytes: 100 };
const has6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

/** Reads `say …`. */
function create(more: Partial<ConnectionSourceOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = new ConnectionSource({
    name: 'port',
    type: 'fai',
    host: '127.0.0.1',
    port: 0,
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    read: (text, sender) => (text.startsWith('say ') ? { sight: { kind: 'text', text }, who: { ip: sender } } : 'unparsed'),
    ...limits,
    ...more,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket.on('error', () => {});
}

testSource(async () => {
  const { source, troubles } = create();
  let socket: Socket | undefined;
  const say = async (text: string): Promise<void> => void (socket ??= await open(source.port)).write(text);
  return { source, troubles, tell: (n) => say(`say ${n}\n`), babble: () => say('hello\n') };
});

describe('a message', () => {
  it.each<[string, Partial<ConnectionSourceOptions>, string, string[]]>([
    ['is a line', {}, 'say 1\nsay 2\r\n', ['say 1', 'say 2']],
    ['may have no end when the connection has', {}, 'say 1\nsay 2', ['say 1', 'say 2']],
    ['that is too long is cut', { mostLineBytes: 6 }, 'say 1234\nsay 2\n', ['say 12', 'say 2']],
    ['may be counted', { isCounted: true }, '5 say 15 say 2', ['say 1', 'say 2']],
    ['is counted only where that is known', {}, 'say 1\n5 say 2\nsay 3\n', ['say 1', 'say 3']],
  ])('%s', async (_, more, text, messages) => {
    const { source } = create(more);
    const seen = await followed(source);
    (await open(source.port)).end(text);
    expect((await seen.count(messages.length)).map(({ evidence }) => evidence.text)).toEqual(messages);
  });

  it('is its sender’s', async () => {
    const { source } = create();
    const seen = await followed(source);
    (await open(source.port)).end('say 1\n');
    expect(await seen.count(1)).toMatchObject([{ who: { ip: '127.0.0.1' } }]);
  });

  it.runIf(has6)('over IPv4 to a port of both is that of the IPv4 address', async () => {
    const { source } = create({ host: '::' });
    const seen = await followed(source);
    (await open(source.port)).end('say 1\n');
    expect(await seen.count(1)).toMatchObject([{ who: { ip: '127.0.0.1' } }]);
  });

  it('counts when its connection is broken off afterwards', async () => {
    const { source } = create();
    const seen = await followed(source);
    const socket = await open(source.port);
    socket.write('say 1\nsay');
    await seen.count(1);
    socket.resetAndDestroy();
    (await open(source.port)).end('say 2\n');
    expect((await seen.count(2)).map(({ evidence }) => evidence.text)).toEqual(['say 1', 'say 2']);
  });

  it('is answered where it asks for that', async () => {
    const { source } = create({ answer: (text) => (text === 'who?' ? 'me\n' : null) });
    await followed(source);
    const socket = await open(source.port);
    socket.write('say 1\nwho?\n');
    expect(String((await once(socket, 'data'))[0])).toBe('me\n');
  });
});

describe('a connection', () => {
  it('that says nothing for too long is closed', async () => {
    const { source } = create({ patienceMs: 1 });
    await followed(source);
    await once(await open(source.port), 'close');
    await expect.poll(() => source.status().counters).toEqual({ connections: 1, tooSlow: 1, displaced: 0, open: 0 });
  });

  it('may take as long as we hold it up', async () => {
    const { source } = create({ patienceMs: 20 });
    const [isHeld, isRoom] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    onTestFinished(() => isRoom.resolve());
    await source.follow(async () => {
      isHeld.resolve();
      await isRoom.promise;
    });
    (await open(source.port)).write('say 1\n');
    await isHeld.promise;
    // Opened later, and closed for its silence before.
    await once(await open(source.port), 'close');
    await expect.poll(() => source.status().counters).toMatchObject({ tooSlow: 1, open: 1 });
  });

  it('too many displaces the one that was silent for longest', async () => {
    const { source } = create({ mostConnections: 2 });
    const seen = await followed(source);
    const [first, second] = [await open(source.port), await open(source.port)];
    first.write('say 1\n');
    await seen.count(1);
    const gone = once(second, 'close');
    (await open(source.port)).write('say 3\n');
    await gone;
    first.write('say 2\n');
    await seen.count(3);
    expect(source.status().counters).toEqual({ connections: 3, tooSlow: 0, displaced: 1, open: 2 });
  });
});

it('a port that is taken is told, and listened on when it is free', async () => {
  const { port, close } = await listenOnLoopback();
  const { source, troubles } = create({ port, retryMs: 1 });
  const seen = await followed(source);
  expect(source.status()).toMatchObject({ alive: false, from: `TCP 127.0.0.1:${port}` });
  expect(troubles.all).toEqual([expect.stringMatching(new RegExp(`^cannot listen on TCP port ${port}: another program`))]);
  await close();
  await troubles.until((trouble) => trouble === null);
  (await open(port)).end('say 1\n');
  expect(await seen.count(1)).toHaveLength(1);
});

it('stopping waits until the queue has what was read, and takes no more', async () => {
  const { source } = create();
  const [isHeld, isRoom] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await source.follow(async () => {
    isHeld.resolve();
    await isRoom.promise;
  });
  const { port } = source;
  const socket = await open(port);
  socket.write('say 1\n');
  await isHeld.promise;
  let isStopped = false;
  const stopped = source.stop().then(() => (isStopped = true));
  await once(socket, 'close');
  expect(isStopped).toBe(false);
  isRoom.resolve();
  await stopped;
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/);
});
