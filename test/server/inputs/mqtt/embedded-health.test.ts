import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBroker } from '../../../../server/inputs/mqtt/broker.ts';
import { EmbeddedHealth } from '../../../../server/inputs/mqtt/embedded-health.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

const stage = (n: number): string => JSON.stringify({ systest: 'SSH_Open', msg: `number ${n}` });

async function create() {
  const broker = await startBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  const troubles = new Seen<string | null>();
  const onTrouble = (trouble: string | null): void => troubles.add(trouble);
  const source = new EmbeddedHealth({ name: 'health', topic: 'health', broker, nowMs: () => receivedAtMs, onTrouble });
  const publisher = async (): Promise<MqttClient> => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 });
    client.on('error', () => {});
    onTestFinished(() => client.endAsync(true));
    return client;
  };
  return { broker, source, troubles, publisher };
}

/** Resolves when it is sent; whether it is acknowledged is another matter. */
async function send(client: MqttClient, payload: string): Promise<void> {
  client.publish('health/10.1.1.101', payload, { qos: 1 }, () => {});
}

testSource(async () => {
  const { source, troubles, publisher } = await create();
  // One to each, since a publisher waits for what came of its last message.
  const say = async (payload: string): Promise<void> => send(await publisher(), payload);
  const told = new Seen<void>();
  return {
    source,
    troubles,
    babble: () => say('\u0000 nothing of ours'),
    tell: async (n) => {
      await say(stage(n));
      while (source.status().counters['unacknowledged'] !== told.all.length + 1) await new Promise((resolve) => setImmediate(resolve));
      told.add();
    },
  };
});

describe('a publisher', () => {
  it.each([1, 2] as const)('is told that its message is taken when what came of it is stored (QoS %i)', async (qos) => {
    const { source, publisher } = await create();
    const items = new Seen<() => void>();
    await source.follow(async (item) => items.add((item.kind === 'reading' && item.done) || (() => {})));
    const client = await publisher();
    let acknowledged = false;
    const published = client.publishAsync('health/10.1.1.101', stage(1), { qos }).then(() => (acknowledged = true));
    const [done] = await items.count(1);
    // Time enough for an acknowledgement: a whole round trip of another client.
    await (await publisher()).subscribeAsync('other');
    expect([acknowledged, source.status().counters['unacknowledged']]).toEqual([false, 1]);
    done?.();
    await published;
    expect(source.status().counters['unacknowledged']).toBe(0);
  });

  it('waits until the source is followed, and nobody waits for other topics', async () => {
    const { source, publisher } = await create();
    const client = await publisher();
    await client.publishAsync('other/topic', 'x', { qos: 1 });
    const sent = client.publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
    const items = new Seen<void>();
    await source.follow(async (item) => {
      items.add();
      if (item.kind === 'reading') item.done?.();
    });
    await sent;
    expect(items.all).toHaveLength(1);
  });

  it('that is not understood is told at once', async () => {
    const { source, publisher } = await create();
    await followed(source);
    await (await publisher()).publishAsync('health/10.1.1.101', 'nothing of ours', { qos: 1 });
    expect(source.status()).toMatchObject({ lines: 1, odd: 1 });
  });

  it('that dies before that says it again, and nobody else is held up', async () => {
    const { source, publisher } = await create();
    const items = new Seen<() => void>();
    await source.follow(async (item) => items.add((item.kind === 'reading' && item.done) || (() => {})));
    const dying = await publisher();
    await send(dying, stage(1));
    const [first] = await items.count(1);
    await dying.endAsync(true);
    first?.();
    const again = (await publisher()).publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
    const [, second] = await items.count(2);
    second?.();
    await expect(again).resolves.toBeDefined();
  });

  it('is not acknowledged once the source is stopped', async () => {
    const { source, broker, publisher } = await create();
    await followed(source);
    await source.stop();
    const client = await publisher();
    const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
    let acknowledged = false;
    client.publish('health/10.1.1.101', stage(1), { qos: 1 }, (error) => (acknowledged = !error));
    await (await publisher()).subscribeAsync('other');
    await broker.close();
    await gone;
    expect(acknowledged).toBe(false);
  });
});

it('other subscribers see the messages too', async () => {
  const { source, publisher } = await create();
  await source.follow(async (item) => {
    if (item.kind === 'reading') item.done?.();
  });
  const subscriber = await publisher();
  const heard = new Promise<string>((resolve) => subscriber.on('message', (topic, payload) => resolve(`${topic} ${payload.toString()}`)));
  await subscriber.subscribeAsync('health/#', { qos: 1 });
  await (await publisher()).publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
  expect(await heard).toBe(`health/10.1.1.101 ${stage(1)}`);
});

it('a last will is heard', async () => {
  const { source, broker, publisher } = await create();
  await publisher();
  const seen = await followed(source);
  const will = { topic: 'health/10.1.1.101', payload: Buffer.from(stage(9)), qos: 1 as const, retain: false };
  const dying = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0, will });
  dying.stream.destroy();
  expect(await seen.count(1)).toMatchObject([{ evidence: { text: stage(9) } }]);
});

it('shows the broker’s counters', async () => {
  const { source } = await create();
  expect(source.status()).toMatchObject({ alive: true, type: 'mqtt', counters: { clients: 0, refusedPayloads: 0, brokenClients: 0 } });
});
