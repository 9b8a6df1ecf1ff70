// What the embedded broker takes from nobody.
import { once } from 'node:events';
import { connect } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { array, assert, nat, property } from '../../../fuzzing.ts';
import { startBroker } from '../../../../server/inputs/mqtt/broker.ts';
import { PacketSizes } from '../../../../server/inputs/mqtt/packet-sizes.ts';

async function start() {
  const broker = await startBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  const client = async (options: object = {}): Promise<MqttClient> => {
    const made = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0, ...options });
    made.on('error', () => {});
    onTestFinished(() => made.endAsync(true));
    return made;
  };
  return { broker, client };
}

it.each([
  ['refusedPayloads', 'health/a', 70_000],
  ['refusedPackets', 'health/a', 1_000_000],
  ['refusedTopics', `health/${'x'.repeat(300)}`, 1],
  ['refusedTopics', '$SYS/a', 1],
] as const)('counts %s (%s, %i bytes)', async (counter, topic, bytes) => {
  const { broker, client } = await start();
  const bad = await client();
  const gone = new Promise<void>((resolve) => bad.once('close', () => resolve()));
  bad.publish(topic, 'x'.repeat(bytes), { qos: 1 });
  await gone;
  expect(broker.counters).toMatchObject({ [counter]: 1 });
});

it('ends a connection at the header of a packet that is too large', async () => {
  const { broker } = await start();
  const socket = connect(broker.port, '127.0.0.1');
  socket.on('error', () => {});
  // PUBLISH of 256 MB, of which nothing but the header is sent.
  socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]));
  await once(socket, 'close');
  expect(broker.counters.refusedPackets).toBe(1);
});

it('refuses the 101st subscription of a client, and no other client’s', async () => {
  const { broker, client } = await start();
  const greedy = await client();
  await greedy.subscribeAsync(Array.from({ length: 100 }, (_, n) => `a/${n}`));
  await expect(greedy.subscribeAsync('a/100')).rejects.toThrow(/subscri|Unspecified/i);
  await expect((await client()).subscribeAsync('a/100')).resolves.toBeDefined();
  expect(broker.counters.refusedSubscriptions).toBe(1);
});

it('keeps no session for who is away', async () => {
  const { broker, client } = await start();
  const options = { clientId: 'once', clean: false };
  const first = await client(options);
  await first.subscribeAsync('a', { qos: 1 });
  await first.endAsync();
  const again = mqtt.connect(`mqtt://127.0.0.1:${broker.port}`, { ...options, reconnectPeriod: 0 });
  onTestFinished(() => again.endAsync(true));
  const present = await new Promise<boolean>((resolve) => again.once('connect', ({ sessionPresent }) => resolve(sessionPresent)));
  expect(present).toBe(false);
});

it('retains a thousand topics and no more', async () => {
  const { broker, client } = await start();
  const greedy = await client();
  const topics = Array.from({ length: 1_001 }, (_, n) => `a/${n}`);
  await Promise.all(topics.map(async (topic) => greedy.publishAsync(topic, 'x', { qos: 1, retain: true })));
  expect(broker.counters.refusedRetained).toBe(1);
  await greedy.publishAsync('a/0', '', { qos: 1, retain: true });
  await greedy.publishAsync('b', 'x', { qos: 1, retain: true });
  expect(broker.counters.refusedRetained).toBe(1);
});

const packet = (bytes: number): Buffer => {
  const header = [0x30];
  for (let left = bytes; header.length === 1 || left > 0; left = Math.floor(left / 128))
    header.push((left % 128) + (left >= 128 ? 0x80 : 0));
  return Buffer.concat([Buffer.from(header), Buffer.alloc(bytes, 0xff)]);
};
const accepts = (stream: Buffer, cuts: readonly number[]): boolean => {
  const sizes = new PacketSizes(20_000);
  const ends = [...cuts.map((cut) => cut % (stream.length + 1)), stream.length].toSorted((a, b) => a - b);
  return ends.every((end, i) => sizes.accept(stream.subarray(ends[i - 1] ?? 0, end)));
};

describe('the sizes of packets', () => {
  it('are found however the stream is cut', () => {
    assert(
      property(array(nat(20_000), { maxLength: 5 }), array(nat(), { maxLength: 20 }), (bodies, cuts) => {
        const stream = Buffer.concat(bodies.map(packet));
        expect(accepts(stream, cuts)).toBe(true);
        expect(accepts(Buffer.concat([stream, packet(20_001)]), cuts)).toBe(false);
      }),
    );
  });

  it('a length of five bytes is none', () => {
    expect(accepts(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x00]), [])).toBe(false);
  });
});
