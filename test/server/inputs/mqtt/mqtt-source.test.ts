import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBroker } from '../../../../server/inputs/mqtt/broker.ts';
import type { MqttSourceOptions } from '../../../../server/inputs/mqtt/mqtt-source.ts';
import { freePort } from '../../../free-port.ts';
import { listenOnLoopback } from '../network/listener.ts';
import { createHealthSource } from './health-source.ts';
import { Mosquitto } from './mosquitto.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { followed, testSource } from '../contract/source-contract.ts';

const newFolder = tempFolders();
const stage = (n: number): string => JSON.stringify({ systest: 'SSH_Open', msg: `number ${n}` });

function create(url: string, more: Partial<MqttSourceOptions> = {}) {
  const { source, troubles } = createHealthSource(url, { retryMs: { shortest: 50, longest: 200 }, ...more });
  return { source, troubles };
}

/** Followed, and subscribed. */
async function connected(url: string) {
  const made = create(url);
  const seen = await followed(made.source);
  await made.troubles.until((trouble) => trouble === null);
  return { ...made, seen };
}

async function publisher(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  client.on('error', () => {});
  onTestFinished(() => client.endAsync(true));
  return client;
}

async function embedded(): Promise<string> {
  const broker = await startBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  return `mqtt://127.0.0.1:${broker.port}`;
}

async function mosquitto(): Promise<Mosquitto> {
  const broker = await Mosquitto.start(newFolder());
  onTestFinished(() => broker.kill());
  return broker;
}

describe.each([
  ['the embedded broker', embedded],
  ['a real Mosquitto', async () => (await mosquitto()).url],
])('with %s', (_, startUrl) => {
  testSource(async () => {
    const url = await startUrl();
    const { source, troubles } = create(url);
    const client = await publisher(url);
    const say = async (payload: string): Promise<void> => {
      // What is said before the subscription stands is nobody's.
      await troubles.until((trouble) => trouble === null);
      await client.publishAsync('health/10.1.1.101', payload, { qos: 1 });
    };
    return { source, troubles, tell: (n) => say(stage(n)), babble: () => say('\u0000\u0001 nothing of ours') };
  });

  it('takes the sender from the topic, or from a whole message on the root', async () => {
    const url = await startUrl();
    const { seen } = await connected(url);
    const client = await publisher(url);
    await client.publishAsync('health/52:54:00:AA:00:10', stage(1));
    await client.publishAsync('health', JSON.stringify({ payload: stage(2), source: '10.1.1.102', time: 'Sat Nov 21 05:59:00 2026' }));
    expect((await seen.count(2)).map((o) => o.who)).toEqual([{ mac: '52:54:00:aa:00:10' }, { ip: '10.1.1.102' }]);
  });

  it('leaves retained messages alone: they are old news', async () => {
    const url = await startUrl();
    const client = await publisher(url);
    await client.publishAsync('health/10.1.1.101', stage(1), { qos: 1, retain: true });
    const { source, seen } = await connected(url);
    await client.publishAsync('health/10.1.1.101', stage(2), { qos: 1 });
    expect(await seen.count(1)).toMatchObject([{ evidence: { text: stage(2) } }]);
    expect(source.status()).toMatchObject({ lines: 1, counters: { retained: 1 } });
  });

  it('a retained message that is new is heard', async () => {
    const url = await startUrl();
    const { seen } = await connected(url);
    await (await publisher(url)).publishAsync('health/10.1.1.101', stage(1), { qos: 1, retain: true });
    expect(await seen.count(1)).toMatchObject([{ evidence: { text: stage(1) } }]);
  });

  it.each([
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['empty', ''],
    ['a JSON bomb', '['.repeat(60_000)],
    ['of no known kind', '{"hello":"world"}'],
  ])('counts a payload that is %s as odd, and hears the next', async (_kind, payload) => {
    const url = await startUrl();
    const { source, seen } = await connected(url);
    const client = await publisher(url);
    await client.publishAsync('health/10.1.1.101', payload, { qos: 1 });
    await client.publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
    await seen.count(1);
    expect(source.status()).toMatchObject({ lines: 2, observations: 1, odd: 1 });
  });
});

it('a payload that is too large is counted and heard no further', async () => {
  const { url } = await mosquitto();
  const { source, seen } = await connected(url);
  const client = await publisher(url);
  await client.publishAsync('health/10.1.1.101', 'x'.repeat(1_000_000), { qos: 1 });
  await client.publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
  await seen.count(1);
  expect(source.status()).toMatchObject({ lines: 2, odd: 1, oddExamples: ['health/10.1.1.101: payload over 64 KiB'] });
});

describe('trouble', () => {
  it('a broker that is killed is told, and what is published after it is back is heard', async () => {
    const broker = await mosquitto();
    const { source, seen, troubles } = await connected(broker.url);
    await (await publisher(broker.url)).publishAsync('health/10.1.1.101', stage(1), { qos: 1 });
    await seen.count(1);
    await broker.kill();
    await troubles.until((trouble) => trouble !== null);
    expect(source.status()).toMatchObject({ alive: false, trouble: expect.stringContaining(broker.url) });
    const again = troubles.next((trouble) => trouble === null);
    await broker.start();
    await again;
    expect(source.status()).toMatchObject({ alive: true, trouble: null, counters: { connects: 2 } });
    await (await publisher(broker.url)).publishAsync('health/10.1.1.101', stage(2), { qos: 1 });
    expect((await seen.count(2))[1]).toMatchObject({ evidence: { text: stage(2) } });
  });

  it('a broker that is not there yet is told once, with the address and no password, and found when it comes', async () => {
    const port = await freePort();
    const { source, troubles } = create(`mqtt://user:secret@127.0.0.1:${port}`);
    expect(source.status()).toMatchObject({ alive: false, trouble: 'not connected yet' });
    await followed(source);
    await troubles.count(1);
    const tries = new Seen<void>();
    const deaf = await listenOnLoopback((socket) => {
      tries.add();
      socket.destroy();
    }, port);
    await tries.count(2);
    await deaf.close();
    expect(troubles.all).toHaveLength(1);
    expect(JSON.stringify([troubles.all, source.status()])).not.toContain('secret');
    const broker = await startBroker({ host: '127.0.0.1', port });
    onTestFinished(() => broker.close());
    await troubles.until((trouble) => trouble === null);
  });

  it('a broker that refuses us is asked again', async () => {
    const refusing = new Seen<void>();
    const { port } = await listenOnLoopback((socket) => {
      // CONNACK: server unavailable (MQTT 3.1.1, 3.2.2.3).
      socket.once('data', () => socket.end(Buffer.from([0x20, 0x02, 0x00, 0x03])));
      refusing.add();
    });
    const { source, troubles } = create(`mqtt://127.0.0.1:${port}`);
    await followed(source);
    await refusing.count(2);
    expect(troubles.all).toEqual([expect.stringMatching(/server unavailable at the moment/)]);
    await source.stop();
  });

  it('stop does not wait for a broker that is away', async () => {
    const { source, troubles } = create(`mqtt://127.0.0.1:${await freePort()}`);
    await followed(source);
    await troubles.count(1);
    await source.stop();
    expect(source.status().alive).toBe(false);
  });
});
