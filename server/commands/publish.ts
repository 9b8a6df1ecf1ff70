// `checklist publish`: sends one health message over MQTT, as an installer would.
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import mqtt, { type MqttClient } from 'mqtt';
import { loadSettings } from '../settings/settings.ts';
import { readMqttLogin, type MqttLogin } from '../inputs/mqtt/login.ts';

export interface PublishOptions {
  config?: string;
  broker?: string;
  backend?: string;
  error?: boolean;
  message?: string;
}

const connectTimeoutMs = 5_000;

export async function publish(stage: string, options: PublishOptions): Promise<void> {
  const { settings } = loadSettings(options.config);
  const source = settings.sources?.find((s) => s.type === 'mqtt');
  const url = options.broker ?? source?.url ?? `mqtt://127.0.0.1:${settings.mqtt.port}`;
  const client = await connect(url, readMqttLogin(source ?? {}));
  const topic = `${source?.topic ?? 'health'}/${options.backend ?? ownName(client.stream as unknown as Socket)}`;
  const payload = JSON.stringify({ systest: stage, flag: options.error ? 'True' : 'False', msg: options.message ?? '' });
  await send(client, topic, payload);
  await client.endAsync();
  process.stdout.write(`${topic} ${payload}\n`);
}

async function connect(url: string, login: MqttLogin): Promise<MqttClient> {
  try {
    return await mqtt.connectAsync(url, { ...login, reconnectPeriod: 0, connectTimeout: connectTimeoutMs }, false);
  } catch (error) {
    const why = (error as Error).message || (error as NodeJS.ErrnoException).code;
    throw new Error(`cannot connect to the broker ${url}: ${why}; use --broker for another one`, { cause: error });
  }
}

/** Resolves when the broker has acknowledged the message; rejects if it closes the connection instead. */
async function send(client: MqttClient, topic: string, payload: string): Promise<void> {
  const refused = new Promise<never>((_, reject) => {
    client.once('close', () => reject(new Error(`the broker closed the connection: it does not accept this message on ${topic}`)));
  });
  client.on('error', () => client.end(true));
  await Promise.race([client.publishAsync(topic, payload, { qos: 1 }), refused]);
  refused.catch(() => {});
}

/** The address of this machine in the broker's network; on the broker's own host, its name. */
function ownName(stream: Socket): string {
  const address = stream.localAddress?.replace(/^::ffff:/, '');
  return address === undefined || address === '::1' || address.startsWith('127.') ? hostname() : address;
}
