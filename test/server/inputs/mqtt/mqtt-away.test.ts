// Brokers that are away or want nothing to do with us: what is told, and how often they are asked.
import { createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import type { MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import type { MqttSourceOptions } from '../../../../server/inputs/mqtt/mqtt-source.ts';
import { freePort } from '../../../free-port.ts';
import { newCertificate } from '../../certificate.ts';
import { listenOnLoopback } from '../network/listener.ts';
import { createHealthSource } from './health-source.ts';
import { Mosquitto } from './mosquitto.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const startMs = Date.UTC(2026, 10, 21, 6);

async function start(url: string, more: Partial<MqttSourceOptions> = {}) {
  const { source, troubles } = createHealthSource(url, { nowMs: () => startMs, retryMs: { shortest: 5, longest: 20 }, ...more });
  await source.follow(async () => {});
  const { client } = source as unknown as { client: MqttClient };
  return { source, troubles, client };
}

it('waits longer with each try, up to a limit, says since when, and is quick again once it reads', async () => {
  const port = await freePort();
  const { source, troubles, client } = await start(`mqtt://127.0.0.1:${port}`);
  const pauses = new Seen<number | undefined>();
  client.on('reconnect', () => pauses.add(client.options.reconnectPeriod));
  expect((await pauses.count(4)).slice(0, 4)).toEqual([10, 20, 20, 20]);
  expect(troubles.all).toEqual([expect.stringMatching(/nothing is listening there.*; since 2026-11-21T06:00:00.000Z$/)]);
  expect(source.status().counters['failedTries']).toBeGreaterThanOrEqual(4);
  const broker = await Mosquitto.start(newFolder(), { port });
  onTestFinished(() => broker.kill());
  await troubles.until((trouble) => trouble === null);
  expect(client.options.reconnectPeriod).toBe(5);
});

it('bad credentials are told in words, and tried again', async () => {
  const broker = await Mosquitto.start(newFolder(), { anonymous: false });
  onTestFinished(() => broker.kill());
  const { source, troubles, client } = await start(broker.url, { login: { username: 'a', password: 'b' } });
  const tries = new Seen<void>();
  client.on('reconnect', () => tries.add());
  await tries.count(3);
  expect(troubles.all).toEqual([expect.stringMatching(/not authorised; check username, passwordFile/)]);
  expect(source.status().alive).toBe(false);
});

it('a refused subscription is told and asked for again', async () => {
  // CONNACK, then SUBACK with two failures (MQTT 3.1.1, 3.9.3) for the message id that was sent.
  const asked = new Seen<void>();
  const { port } = await listenOnLoopback((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([0x20, 2, 0, 0]));
      socket.once('data', (subscribe: Buffer) => {
        asked.add();
        socket.write(Buffer.from([0x90, 4, subscribe[2] ?? 0, subscribe[3] ?? 0, 0x80, 0x80]));
      });
    });
  });
  const { troubles } = await start(`mqtt://127.0.0.1:${port}`);
  await asked.count(3);
  expect(troubles.all).toEqual([expect.stringMatching(/refuses the subscription to health and health\/\+ .*access list; since/)]);
});

it('a certificate of nobody we know, and one of whom we know', async () => {
  const { key, cert } = newCertificate(newFolder());
  const greeted = new Seen<void>();
  const server = createServer({ key, cert }, (socket) => {
    socket.on('error', () => {});
    greeted.add();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `mqtts://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { troubles } = await start(url);
  await troubles.count(1);
  expect(troubles.all[0]).toMatch(/certificate signed by an unknown authority; set caFile to trust it/);
  await start(url, { login: { ca: cert }, clientId: 'other' });
  await greeted.count(1);
});
