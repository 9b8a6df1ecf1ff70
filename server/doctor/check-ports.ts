// Checks whether the service can listen on its configured ports: dashboard and broker.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Settings } from '../settings/settings.ts';
import type { Examined, Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

/** With the settings that serve would use. */
export const checkPorts =
  ({ http, mqtt, sources }: Settings) =>
  async (machine: Machine): Promise<Examined> => {
    if (!machine.isThisOne) return { findings: [] };
    const hasOwnBroker = mqtt.port !== 0 && !sources?.some(({ type }) => type === 'mqtt');
    const isOurs = await answersAsWe(http);
    if (isOurs)
      return { findings: [{ urgency: 'hint', what: `the service is already running, on port ${http.port}`, mend: 'checklist status' }] };
    return { findings: [...(await dashboard(http)), ...(hasOwnBroker ? await broker(mqtt) : [])] };
  };

async function dashboard({ host, port }: Settings['http']): Promise<Finding[]> {
  const trouble = await listenTrouble(host, port);
  if (trouble === undefined) return [];
  const what = `cannot listen on port ${port} for the dashboard: ${trouble}; set another one with http: { port: … }`;
  return [{ urgency: 'broken', what, mend: `ss -ltnp 'sport = :${port}'   # which program uses it` }];
}

async function broker({ host, port }: Settings['mqtt']): Promise<Finding[]> {
  const trouble = await listenTrouble(host, port);
  if (trouble === undefined) return [];
  const what = `cannot listen on port ${port} for the broker: ${trouble}; the broker running there would be used instead`;
  return [{ urgency: 'hint', what, mend: `ss -ltnp 'sport = :${port}'   # which program uses it` }];
}

async function listenTrouble(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { EADDRINUSE: 'another program listens there', EACCES: 'not allowed' }[code ?? ''] ?? message;
  } finally {
    server.close();
  }
}

async function answersAsWe({ host, port }: Settings['http']): Promise<boolean> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) });
    const body = (await answer.json()) as { status?: unknown; troubles?: unknown } | null;
    return Array.isArray(body?.troubles);
  } catch {
    return false;
  }
}
