// `checklist demo`: runs the service in a temporary folder, writes recorded installs to real log files as if they happened now, and sends health
// messages over a real MQTT connection.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import { createLog } from '../../service/log.ts';
import { loadInventory } from '../../inventory/inventory-file.ts';
import { startService } from '../../service/service.ts';
import { parseSettings } from '../../settings/settings.ts';
import { loadWorkflows } from '../../settings/workflow-files.ts';
import { untilSignal } from '../../terminal/until-signal.ts';
import { demoInventory, playStories } from './demo-player.ts';

export interface DemoOptions {
  speed: number;
  port: number;
  debug?: boolean;
}

export async function demo({ speed, port, debug = false }: DemoOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'checklist-demo-'));
  const logs = {
    messages: join(folder, 'messages'),
    access_log: join(folder, 'access_log'),
    ssl_access_log: join(folder, 'ssl_access_log'),
  };
  await Promise.all(Object.values(logs).map((path) => writeFile(path, '')));
  const inventoryFile = join(folder, 'inventory.json');
  await writeFile(inventoryFile, JSON.stringify(demoInventory()));
  const settings = parseSettings(
    {
      sources: [
        { type: 'syslog', path: logs.messages },
        { type: 'access-log', path: logs.access_log },
        { type: 'ssl-access-log', path: logs.ssl_access_log },
      ],
      timezone: 'UTC',
      log: { path: join(folder, 'checklist.log') },
      http: { port: await freePort(port) },
      mqtt: { host: '127.0.0.1', port: await freePort(0) },
    },
    'demo',
  );
  const workflows = fasterWorkflows(loadWorkflows(undefined), speed);
  const inventory = loadInventory(inventoryFile, new Set(workflows.keys()));
  const log = createLog({ debug, quiet: !debug });
  const service = await startService({
    settings,
    settingsFile: null,
    workflows,
    inventory,
    log,
    console: process.stdout,
  });
  process.stdout.write(`\nDashboard: ${service.url}   (Ctrl-C ends the demo)\n`);
  process.stdout.write(
    `Recorded installs, played ${speed} times as fast, are written to ${folder}; limits are shorter by the same factor\n\n`,
  );
  const playing = new AbortController();
  const played = playStories({ logs, speed, broker: `mqtt://127.0.0.1:${service.brokerPort}`, signal: playing.signal }).then(
    () => process.stdout.write(`\nAll installs have been played. ${service.url} stays up until Ctrl-C.\n`),
    (error: Error) => (playing.signal.aborted ? undefined : process.stderr.write(`checklist: the demo stopped: ${error.message}\n`)),
  );
  await untilSignal(() => playing.abort());
  await played;
  await service.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Limits are shorter by the factor by which the stories are played faster. */
function fasterWorkflows(workflows: ReadonlyMap<string, Workflow>, speed: number): Map<string, Workflow> {
  const faster = (workflow: Workflow): Workflow => ({
    ...workflow,
    stages: workflow.stages.map(({ limitSeconds, failAfterSeconds, ...stage }) => ({
      ...stage,
      ...(limitSeconds !== undefined && { limitSeconds: limitSeconds / speed }),
      ...(failAfterSeconds !== undefined && { failAfterSeconds: failAfterSeconds / speed }),
    })),
  });
  return new Map([...workflows].map(([name, workflow]) => [name, faster(workflow)]));
}

/** `wanted`, or any free port if that one is in use. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await new Promise<number | undefined>((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  if (port === undefined) return freePort(0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
