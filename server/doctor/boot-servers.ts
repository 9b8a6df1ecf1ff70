// Finds boot servers: running, started at boot, or known only from their logs.
import { dirname } from 'node:path';
import { catalogue } from '../inputs/catalogue.ts';
import type { BootServer } from '../inputs/contract/plug-in.ts';
import type { Machine } from './contract/machine.ts';

const knownServers: readonly BootServer[] = catalogue.flatMap(({ servers = [] }) => servers);

export interface FoundServer {
  name: string;
  serves: BootServer['serves'];
  state: 'running' | 'enabled' | 'left logs';
  /** In the examined logs. */
  hasLines: boolean;
  /** Unit that systemd starts at boot. */
  unit?: string | undefined;
}

interface WrittenLog {
  path: string;
  lines: readonly string[];
}

/** `logs`: logs to search for their lines. */
export async function findBootServers(machine: Machine, logs: readonly string[]): Promise<FoundServer[]> {
  const written = await Promise.all(logs.map(async (path) => ({ path, lines: (await machine.lastLines(path)) ?? [] })));
  return (await Promise.all(knownServers.map((server) => findServer(server, machine, written)))).flat();
}

async function findServer(server: BootServer, machine: Machine, written: readonly WrittenLog[]): Promise<FoundServer[]> {
  const { name, serves, processes, units } = server;
  const hasLines = written.some((log) => hasLinesOf(server, log));
  const unit = await machine.enabledAmong(units);
  if ((await machine.running(...processes)).length > 0) return [{ name, serves, state: 'running', hasLines }];
  if (unit !== undefined) return [{ name, serves, state: 'enabled', hasLines, unit }];
  return hasLines ? [{ name, serves, state: 'left logs', hasLines }] : [];
}

function hasLinesOf({ tag, logFolders = [] }: BootServer, { path, lines }: WrittenLog): boolean {
  return tag ? lines.some((line) => tag.test(line)) : lines.length > 0 && logFolders.includes(dirname(path));
}

/** Whether a line of a system log is from a boot server. */
export function isBootServerLine(line: string): boolean {
  return knownServers.some(({ tag }) => tag?.test(line));
}
