// The service as a process of its own, with so many machines and a store, for check-ins by the thousand; and what its store holds afterwards.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startProgram, type Program } from '../program.ts';

/** Resolves when it takes check-ins on `port`. */
export async function startLoadedService(folder: string, port: number, machines: number): Promise<Program> {
  const backends = Array.from({ length: machines }, (_, i) => ({
    host: `backend-0-${i}`,
    interfaces: [{ ip: `10.1.${Math.floor(i / 200)}.${(i % 200) + 1}` }],
  }));
  const settings = {
    sources: [],
    inventory: { file: 'inventory.yaml' },
    log: { path: 'checklist.log' },
    store: { path: 'checklist.db' },
    http: { port },
    mqtt: { port: 0 },
  };
  writeFileSync(join(folder, 'inventory.yaml'), JSON.stringify({ backends }));
  writeFileSync(join(folder, 'checklist.yaml'), JSON.stringify(settings));
  const service = startProgram(['serve', '-c', 'checklist.yaml'], { cwd: folder });
  await service.printed(new RegExp(`127\\.0\\.0\\.1:${port}`));
  return service;
}

/** The numbers of the reports in the store, each as often as it is there. */
export function storedReports(folder: string): number[] {
  const database = new DatabaseSync(join(folder, 'checklist.db'));
  const rows = database.prepare("SELECT message FROM transitions WHERE message LIKE 'report-%'").all() as { message: string }[];
  database.close();
  return rows.map(({ message }) => Number(message.split('-')[1]));
}
