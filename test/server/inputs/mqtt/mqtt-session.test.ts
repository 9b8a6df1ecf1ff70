// What is acknowledged when, and what a broker keeps for us while we are away: with a real Mosquitto.
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import type { MqttSourceOptions } from '../../../../server/inputs/mqtt/mqtt-source.ts';
import { createHealthSource } from './health-source.ts';
import { Mosquitto } from './mosquitto.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const stage = (n: number): string => JSON.stringify({ systest: 'SSH_Open', msg: `number ${n}` });

interface Arrived {
  text: string;
  done: () => void;
}

async function start(url: string, more: Partial<MqttSourceOptions> = {}) {
  const { source, troubles } = createHealthSource(url, more);
  const arrived = new Seen<Arrived>();
  await source.follow(async (item) => {
    if (item.kind !== 'reading') return;
    for (const { evidence } of item.observations) arrived.add({ text: evidence.text, done: item.done ?? (() => {}) });
  });
  await troubles.until((trouble) => trouble === null);
  return { source, troubles, arrived, texts: () => arrived.all.map(({ text }) => text) };
}

async function mosquitto(): Promise<Mosquitto> {
  const broker = await Mosquitto.start(newFolder());
  onTestFinished(() => broker.kill());
  return broker;
}

async function publisher(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  return client;
}

const say = async (client: MqttClient, n: number): Promise<unknown> => client.publishAsync('health/10.1.1.101', stage(n), { qos: 1 });

it.each([4, 5] as const)(
  'what was not done is delivered again to the next start, what was done is not (MQTT protocol %i)',
  async (protocolVersion) => {
    const { url } = await mosquitto();
    const first = await start(url, { protocolVersion, drainMs: 60_000 });
    const client = await publisher(url);
    for (const n of [1, 2, 3]) await say(client, n);
    const [one] = await first.arrived.count(3);
    one?.done();
    expect(first.source.status().counters['unacknowledged']).toBe(2);
    // As a power cut ends it: no acknowledgement of the others, no good-bye.
    const killed = (first.source as unknown as { client: MqttClient }).client;
    await killed.endAsync(true);

    const second = await start(url, { protocolVersion });
    await say(client, 4);
    await second.arrived.until(({ text }) => text === stage(4));
    expect(second.texts()).toEqual([stage(2), stage(3), stage(4)]);
  },
);

it('stop waits until what is on its way is done, and acknowledges it', async () => {
  const { url } = await mosquitto();
  const first = await start(url, { drainMs: 60_000 });
  const client = await publisher(url);
  await say(client, 1);
  const [one] = await first.arrived.count(1);
  const stopped = first.source.stop();
  await say(client, 2);
  one?.done();
  await stopped;
  expect(first.texts()).toEqual([stage(1)]);

  const second = await start(url);
  await second.arrived.count(1);
  expect(second.texts()).toEqual([stage(2)]);
});

it('1,000 messages while away all arrive once, in order, in batches', async () => {
  const { url } = await mosquitto();
  await (await start(url)).source.stop();
  const client = await publisher(url);
  const numbers = Array.from({ length: 1_000 }, (_, n) => n);
  await Promise.all(numbers.map((n) => say(client, n)));

  const { source, arrived, texts } = await start(url);
  let commits = 0;
  for (let done = 0; done < 1_000; commits++) {
    await arrived.count(done + 1);
    // As a store does that commits what is there.
    await new Promise((resolve) => setImmediate(resolve));
    for (const { done: settle } of arrived.all.slice(done)) {
      settle();
      done++;
    }
  }
  expect(texts()).toEqual(numbers.map(stage));
  expect(commits).toBeLessThan(300);
  expect(source.status()).toMatchObject({ lines: 1_000, counters: { unacknowledged: 0, repeated: 0 } });
});

it('a message that is on its way when the connection breaks is processed once and acknowledged on the next', async () => {
  const { url } = await mosquitto();
  const { source, troubles, arrived, texts } = await start(url);
  const client = await publisher(url);
  await say(client, 1);
  const [one] = await arrived.count(1);
  const again = troubles.next((trouble) => trouble === null);
  (source as unknown as { client: MqttClient }).client.stream.destroy();
  await again;
  await say(client, 2);
  await arrived.until(({ text }) => text === stage(2));
  expect(texts()).toEqual([stage(1), stage(2)]);
  expect(source.status().counters).toMatchObject({ repeated: 1, sessionsLost: 0, unacknowledged: 2 });
  for (const { done } of arrived.all) done();
  expect(source.status().counters['unacknowledged']).toBe(0);
  expect(one).toBeDefined();
});
