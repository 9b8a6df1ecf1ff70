// A server that knows five machines, each of which stands otherwise: told by logs that were there before it started.
import { machine, recorded, renamed, type Machine } from './recorded-install.ts';
import { WatchedServer, type LogName } from './watched-server.ts';

const hosts = ['backend-0-0', 'backend-0-1', 'backend-0-2', 'backend-0-3', 'backend-0-4'] as const;

function machineOf(host: (typeof hosts)[number]): Machine {
  const number = Number(host.at(-1));
  return { mac: `52:54:00:aa:00:${16 + number}`, ip: `10.1.1.${101 + number}` };
}

/** In the order of the table: most urgent first. */
export const table = [
  { host: 'backend-0-2', status: 'failed' },
  { host: 'backend-0-1', status: 'late' },
  { host: 'backend-0-3', status: 'installing' },
  { host: 'backend-0-0', status: 'installed' },
  { host: 'backend-0-4', status: 'idle' },
] as const;

function boot(secondsAgo: number): string[] {
  return recorded('messages', { until: 'setDbPartitions', secondsAgo });
}

/** A server that knows them; not started yet. */
export async function createForFiveMachines(): Promise<WatchedServer> {
  const files = { install: { kernel: 'vmlinuz-sles-12-sp3-x86_64', ramdisk: 'initrd-sles-12-sp3-x86_64' }, os: { kernel: 'chain.c32' } };
  return WatchedServer.create(hosts.map((host) => ({ host, interfaces: [machineOf(host)], workflow: 'stacki-sles-12', ...files })));
}

/** Resolves when it has read everything; the machines' states are then as in `table`, or will be in a moment. */
export async function startWithFiveMachines(server: WatchedServer): Promise<void> {
  const write = (log: LogName, host: (typeof hosts)[number], lines: string[]): void => server.append(log, renamed(lines, machineOf(host)));
  const images = recorded('access_log', { secondsAgo: 50 });
  write('messages', 'backend-0-1', boot(600));
  write('messages', 'backend-0-0', boot(60));
  write('messages', 'backend-0-2', boot(60));
  write('access_log', 'backend-0-0', images);
  write('access_log', 'backend-0-2', images);
  write('ssl_access_log', 'backend-0-0', recorded('ssl_access_log', { secondsAgo: 40 }));
  write('ssl_access_log', 'backend-0-2', recorded('ssl_access_log', { story: 'profile-500', secondsAgo: 40 }));
  write('messages', 'backend-0-0', recorded('messages', { from: 'in.tftpd[277]', secondsAgo: 20 }));
  write('messages', 'backend-0-3', boot(5));
  await server.start();
  await server.publish('Reboot_Okay', machine.ip);
}
