import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { createSmqUdpSource, type SmqUdpOptions } from '../../../../server/inputs/stacki/smq-udp.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';
import { sendByBash, sendUdp } from '../network/speak.ts';

const health = (n: number): string => JSON.stringify({ systest: 'SSH_Open', flag: 'False', msg: `number ${n}` });
const json = (n: number, more = {}): string => JSON.stringify({ channel: 'health', payload: health(n), ttl: 300, ...more });

function create(more: Partial<SmqUdpOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = createSmqUdpSource({
    name: 'smq',
    host: '127.0.0.1',
    port: 0,
    timeZone: 'UTC',
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    retryMs: 20,
    ...more,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

testSource(async () => {
  const { source, troubles } = create();
  const say = (text: string): Promise<void> => sendUdp({ port: source.port, text });
  return { source, troubles, tell: (n) => say(json(n)), babble: () => say('nothing') };
});

it.each([
  ['JSON', json(1)],
  ['JSON whose payload is an object', JSON.stringify({ channel: 'health', payload: { systest: 'SSH_Open', msg: 'number 1' } })],
  ['JSON of an older release', JSON.stringify({ channel: 'health', message: health(1) })],
  ['text', `health ${health(1)}`],
  ['JSON that names another sender', json(1, { source: '10.1.1.102' })],
])('%s is of the address that it came from', async (_, text) => {
  const { source } = create();
  const seen = await followed(source);
  await sendUdp({ port: source.port, text });
  expect(await seen.count(1)).toMatchObject([
    { who: { ip: '127.0.0.2' }, sight: { kind: 'report', stage: 'SSH_Open', message: 'number 1' } },
  ]);
});

it('this host may pass on what another one said', async () => {
  const { source } = create();
  const seen = await followed(source);
  await sendByBash(source.port, json(1, { source: '10.1.1.102' }));
  await sendByBash(source.port, 'health DISKS_NUKED');
  expect((await seen.count(2)).map(({ who }) => who)).toEqual([{ ip: '10.1.1.102' }, { ip: '127.0.0.1' }]);
});

it('other channels are read and left alone', async () => {
  const { source } = create();
  const seen = await followed(source);
  await sendUdp({ port: source.port, text: 'alert something burns' });
  await sendUdp({ port: source.port, text: json(1) });
  await seen.count(1);
  expect(source.status()).toMatchObject({ lines: 2, observations: 1, odd: 0 });
});

it('a port that is taken is told with what to do, and used when it is free', async () => {
  const other = createSocket('udp4');
  other.bind(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address();
  const { source, troubles } = create({ port });
  await followed(source);
  expect(troubles.all).toEqual([expect.stringMatching(`cannot listen on UDP port ${port}: another program listens there`)]);
  expect(source.status()).toMatchObject({ alive: false, from: `UDP 127.0.0.1:${port}` });
  other.close();
  await troubles.until((trouble) => trouble === null);
  expect(source.status()).toMatchObject({ alive: true, trouble: null });
});

it('what does not fit while the queue is full is dropped and counted', async () => {
  const { source } = create();
  const full = Promise.withResolvers<void>();
  await source.follow(() => full.promise);
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const flood = async (): Promise<number> => {
    for (let n = 0; n < 1_000; n++) socket.send(json(n), source.port, '127.0.0.1');
    await new Promise((resolve) => socket.send('health x', source.port, '127.0.0.1', resolve));
    return source.status().counters['dropped'] ?? 0;
  };
  await expect.poll(flood, { interval: 10, timeout: 30_000 }).toBeGreaterThan(0);
  expect(source.status().observations).toBeLessThanOrEqual(10_000);
  full.resolve();
});
