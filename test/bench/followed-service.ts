// The service as a process of its own, with so many machines and a store, following an empty syslog.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetInventory } from '../fleet.ts';
import { freePort } from '../free-port.ts';
import { startProgram, type Program } from '../program.ts';

export interface FollowedService {
  /** Its syslog. */
  path: string;
  url: string;
  brokerUrl: string;
  pid: number;
  remove(): Promise<void>;
}

/** Resolves when it follows its syslog. */
export async function startFollowedService(machines: number): Promise<FollowedService> {
  const folder = mkdtempSync(join(tmpdir(), 'checklist-followed-'));
  const [port, mqttPort] = [await freePort(), await freePort()];
  const longSeconds = 86_400;
  const settings = {
    sources: [{ type: 'syslog', path: 'messages', from: 'beginning' }],
    timezone: 'UTC',
    inventory: { file: 'inventory.json' },
    log: { path: 'checklist.log' },
    store: { path: 'checklist.db' },
    http: { port },
    mqtt: { host: '127.0.0.1', port: mqttPort },
    // Nobody is late here.
    limits: Object.fromEntries(
      ['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST', 'DHCPACK', 'TFTP_RRQ', 'VMLinuz_RRQ_Install', 'Initrd_RRQ'].map((stage) => [
        stage,
        longSeconds,
      ]),
    ),
  };
  writeFileSync(join(folder, 'messages'), '');
  writeFileSync(join(folder, 'inventory.json'), JSON.stringify({ backends: fleetInventory(machines) }));
  writeFileSync(join(folder, 'checklist.yaml'), JSON.stringify(settings));
  const program: Program = startProgram(['serve', '-c', 'checklist.yaml'], { cwd: folder });
  await program.printed(/dashboard: http/);
  return {
    path: join(folder, 'messages'),
    url: `http://127.0.0.1:${port}`,
    brokerUrl: `mqtt://127.0.0.1:${mqttPort}`,
    pid: program.child.pid ?? 0,
    remove: async () => {
      program.child.kill('SIGTERM');
      await program.ended;
      rmSync(folder, { recursive: true });
    },
  };
}
