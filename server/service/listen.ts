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

/** The address of the dashboard, once it is served there. */
export async function openHttp({ options: { settings }, closers }: StartContext, parts: ServiceParts): Promise<string> {
  const http = await listen(parts, settings);
  closers.add('http', () => Promise.all([parts.feed.close(), http.close()]));
  return urlOf(settings.http.host, (http.server.address() as AddressInfo).port);
}

/** Undefined where the settings want none, or another one has the port. */
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
    log.warn(`${listenTrouble('mqtt', settings.mqtt, error)}; the broker that is there is used instead`);
    return undefined;
  }
}

function listenTrouble(what: 'http' | 'mqtt', { host, port }: { host: string; port: number }, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'EADDRINUSE' ? 'another program listens there' : code === 'EACCES' ? 'not allowed' : (error as Error).message;
  return `${what}: can't listen on ${host}:${port}: ${why}; ${what}.port in the settings chooses another`;
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
