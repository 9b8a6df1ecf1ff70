// `checklist publish`: one health message over MQTT, as an installer would send it.
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import mqtt from 'mqtt';
import { loadSettings } from '../settings.ts';

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
  const login = {
    ...(source?.username !== undefined && { username: source.username }),
    ...(source?.password !== undefined && { password: source.password }),
  };
  const client = await mqtt.connectAsync(url, { ...login, reconnectPeriod: 0, connectTimeout: connectTimeoutMs }).catch((error: Error) => {
    throw new Error(
      `the broker ${url} can't be reached: ${error.message || (error as NodeJS.ErrnoException).code}; --broker names another`,
    );
  });
  const topic = `${source?.topic ?? 'health'}/${options.backend ?? ownName(client.stream as unknown as Socket)}`;
  const payload = JSON.stringify({ systest: stage, flag: options.error ? 'True' : 'False', msg: options.message ?? '' });
  await client.publishAsync(topic, payload, { qos: 1 });
  await client.endAsync();
  process.stdout.write(`${topic} ${payload}\n`);
}

/** The address by which the broker's network knows this machine; on the broker's own host, its name. */
function ownName(stream: Socket): string {
  const address = stream.localAddress?.replace(/^::ffff:/, '');
  return address === undefined || address === '::1' || address.startsWith('127.') ? hostname() : address;
}
