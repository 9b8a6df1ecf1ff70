// Which boot servers there are: running, started at boot, or known only by the logs that they left.
import { dirname } from 'node:path';
import type { Machine } from './machine.ts';

interface KnownServer {
  name: string;
  serves: 'DHCP' | 'TFTP' | 'HTTP';
  processes: readonly string[];
  units: readonly string[];
  /** How its lines in the system's log begin. */
  tag?: RegExp;
  /** Where its access logs lie. */
  folders?: readonly string[];
}

const tagged = (names: string): RegExp => new RegExp(`\\s(?:${names})(?:\\[\\d+\\])?: `);

/** In syslog, and in its own file: `INFO  [kea-dhcp4.leases/127.14…]`. */
const keas = (name: string): RegExp => new RegExp(`(?:\\s${name}: |\\[${name}\\.)`);

export const knownServers: readonly KnownServer[] = [
  { name: 'dhcpd', serves: 'DHCP', processes: ['dhcpd'], units: ['isc-dhcp-server', 'dhcpd', 'dhcpd6'], tag: tagged('dhcpd') },
  { name: 'dnsmasq', serves: 'DHCP', processes: ['dnsmasq'], units: ['dnsmasq'], tag: tagged('dnsmasq(?:-dhcp|-tftp)?') },
  { name: 'kea-dhcp4', serves: 'DHCP', processes: ['kea-dhcp4'], units: ['kea-dhcp4-server', 'kea-dhcp4'], tag: keas('kea-dhcp4') },
  { name: 'kea-dhcp6', serves: 'DHCP', processes: ['kea-dhcp6'], units: ['kea-dhcp6-server', 'kea-dhcp6'], tag: keas('kea-dhcp6') },
  { name: 'in.tftpd', serves: 'TFTP', processes: ['in.tftpd'], units: ['tftpd-hpa', 'tftp', 'tftpd'], tag: tagged('in\\.tftpd') },
  { name: 'atftpd', serves: 'TFTP', processes: ['atftpd'], units: ['atftpd'], tag: tagged('atftpd') },
  {
    name: 'apache',
    serves: 'HTTP',
    processes: ['apache2', 'httpd', 'httpd-prefork'],
    units: ['apache2', 'httpd'],
    folders: ['/var/log/apache2', '/var/log/httpd'],
  },
  { name: 'nginx', serves: 'HTTP', processes: ['nginx'], units: ['nginx'], folders: ['/var/log/nginx'] },
  { name: 'lighttpd', serves: 'HTTP', processes: ['lighttpd'], units: ['lighttpd'], folders: ['/var/log/lighttpd'] },
  { name: 'caddy', serves: 'HTTP', processes: ['caddy'], units: ['caddy'], folders: ['/var/log/caddy'] },
];

export interface BootServer {
  name: string;
  serves: KnownServer['serves'];
  state: 'running' | 'enabled' | 'left logs';
  /** In the logs that were looked at. */
  hasLines: boolean;
  /** That systemd starts at boot. */
  unit?: string | undefined;
}

/** `logs`: in which lines of theirs are looked for. */
export async function findBootServers(machine: Machine, logs: readonly string[]): Promise<BootServer[]> {
  const written = await Promise.all(logs.map(async (path) => ({ path, lines: (await machine.lastLines(path)) ?? [] })));
  const found = await Promise.all(
    knownServers.map(async ({ name, serves, processes, units, tag, folders = [] }): Promise<BootServer[]> => {
      const hasLines = written.some(({ path, lines }) =>
        tag ? lines.some((line) => tag.test(line)) : lines.length > 0 && folders.includes(dirname(path)),
      );
      const unit = await machine.enabledAmong(units);
      if ((await machine.running(...processes)).length > 0) return [{ name, serves, state: 'running', hasLines }];
      if (unit !== undefined) return [{ name, serves, state: 'enabled', hasLines, unit }];
      return hasLines ? [{ name, serves, state: 'left logs', hasLines }] : [];
    }),
  );
  return found.flat();
}

/** Whether a line of a system's log is a boot server's. */
export function isBootServerLine(line: string): boolean {
  return knownServers.some(({ tag }) => tag?.test(line));
}
