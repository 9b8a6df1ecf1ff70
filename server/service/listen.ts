// Where the service listens: HTTP, and the embedded MQTT broker.
import type { AddressInfo } from 'node:net';
import type { Log } from '../core/log.ts';
import { startHttp } from '../http/server.ts';
import type { ServiceParts } from '../http/service-parts.ts';
import { wantsOwnBroker } from './create-sources.ts';
import { startBroker, type Broker } from '../inputs/mqtt/broker.ts';
import { SettingsError } from '../settings/settings-error.ts';
import type { Settings } from '../settings/settings.ts';
import type { StartContext } from './context.ts';

/** Address of the dashboard, available once the server listens. */
export async function openHttp({ options: { settings }, closers }: StartContext, parts: ServiceParts): Promise<string> {
  const http = await listen(parts, settings);
  closers.add('http', () => Promise.all([parts.feed.close(), http.close()]));
  return urlOf(settings.http.host, (http.server.address() as AddressInfo).port);
}

/** Undefined if the settings disable it or another process uses the port. */
export async function openBroker({ options: { settings }, log, closers }: StartContext): Promise<Broker | undefined> {
  const broker = await startOwnBroker(settings, log);
  closers.add('broker', async () => broker?.close());
  return broker;
}

async function listen(parts: ServiceParts, settings: Settings): ReturnType<typeof startHttp> {
  try {
    return await startHttp(parts, settings.http);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError([listenTrouble('http', settings.http, error)]);
  }
}

async function startOwnBroker(settings: Settings, log: Log): Promise<Broker | undefined> {
  if (!wantsOwnBroker(settings)) return undefined;
  try {
    return await startBroker(settings.mqtt);
  } catch (error) {
    log.warn(`${listenTrouble('mqtt', settings.mqtt, error)}; using the broker that is running there instead`);
    return undefined;
  }
}

function listenTrouble(what: 'http' | 'mqtt', { host, port }: { host: string; port: number }, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'EADDRINUSE' ? 'the address is already in use' : code === 'EACCES' ? 'permission denied' : (error as Error).message;
  return `${what}: cannot listen on ${host}:${port}: ${why}; ${what}.port in the settings selects another port`;
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
