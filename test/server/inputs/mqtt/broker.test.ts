import { once } from 'node:events';
import { connect } from 'node:net';
import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { startBroker } from '../../../../server/inputs/mqtt/broker.ts';

async function start() {
  const broker = await startBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  return broker;
}

it('says that its port is taken', async () => {
  const { port } = await start();
  await expect(startBroker({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it.each([
  ['too large', 'health/a', 'x'.repeat(70_000)],
  ['to a topic that is too long', `health/${'x'.repeat(300)}`, 'x'],
  ['to the broker’s own topics', '$SYS/a', 'x'],
])('lets go of a client whose message is %s, and of no other', async (_, topic, payload) => {
  const { port } = await start();
  const url = `mqtt://127.0.0.1:${port}`;
  const good = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  const bad = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  bad.on('error', () => {});
  const gone = new Promise<void>((resolve) => bad.once('close', () => resolve()));
  bad.publish(topic, payload, { qos: 1 });
  await gone;
  await expect(good.publishAsync('health/a', 'x', { qos: 1 })).resolves.toBeDefined();
  await good.endAsync(true);
});

it('lives with bytes that are no MQTT', async () => {
  const { port } = await start();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\n\r\n');
  await once(socket, 'close');
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 });
  expect(client.connected).toBe(true);
  await client.endAsync(true);
});

it('ends although somebody is connected who never says a word', async () => {
  const broker = await startBroker({ host: '127.0.0.1', port: 0 });
  const socket = connect(broker.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const gone = once(socket, 'close');
  await expect(broker.close()).resolves.toBeUndefined();
  await gone;
});
