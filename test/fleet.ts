// Any number of machines that install: the lines that each step of each machine leaves in the boot server's logs, as the real daemons write them.
import type { LogName } from './web/watched-server.ts';

export interface FleetMachine {
  host: string;
  mac: string;
  ip: string;
}

const perRack = 40;
const hex = (n: number): string => n.toString(16).padStart(2, '0');

/** Machine number `n`, 0 to 65,535: forty to a rack. */
export function fleetMachine(n: number): FleetMachine {
  return {
    host: `backend-${Math.floor(n / perRack)}-${n % perRack}`,
    mac: `52:54:00:aa:${hex(n >> 8)}:${hex(n & 255)}`,
    ip: `10.1.${n >> 8}.${n & 255}`,
  };
}

/** An inventory of the first `count`. */
export function fleetInventory(count: number): object[] {
  const files = { install: { kernel: 'vmlinuz-sles-12-sp3-x86_64', ramdisk: 'initrd-sles-12-sp3-x86_64' }, os: { kernel: 'chain.c32' } };
  return Array.from({ length: count }, (_, n) => {
    const { host, mac, ip } = fleetMachine(n);
    return { host, interfaces: [{ mac, ip }], workflow: 'stacki-sles-12', ...files };
  });
}

type Line = [log: LogName, line: (machine: FleetMachine, at: Date) => string];

const dhcp = (text: (machine: FleetMachine) => string): Line => [
  'messages',
  (m, at) => `${syslogTime(at)} frontend-0-0 dhcpd[127]: ${text(m)} via eth0`,
];
const tftp = (file: (machine: FleetMachine) => string): Line => [
  'messages',
  (m, at) => `${syslogTime(at)} frontend-0-0 in.tftpd[145]: RRQ from ${m.ip} filename ${file(m)}`,
];
const image = (name: string): Line => [
  'access_log',
  ({ ip }, at) =>
    `${ip} - - ${accessTime(at)} "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/${name} HTTP/1.1" 200 213 "-" "Wget"`,
];
const cgi = (request: string, status = 200): Line => [
  'ssl_access_log',
  ({ ip }, at) => `${ip} - - ${accessTime(at)} "GET /install/sbin/${request} HTTP/1.1" ${status} 571`,
];

/** What an install leaves behind, a line for each stage, to the boot from the disk. */
export const installLines: readonly Line[] = [
  dhcp(({ mac }) => `DHCPDISCOVER from ${mac}`),
  dhcp(({ mac, ip }) => `DHCPOFFER on ${ip} to ${mac}`),
  dhcp(({ mac, ip }) => `DHCPREQUEST for ${ip} (10.1.0.1) from ${mac}`),
  dhcp(({ mac, ip }) => `DHCPACK on ${ip} to ${mac}`),
  tftp(({ mac }) => `pxelinux.cfg/01-${mac.replaceAll(':', '-')}`),
  tftp(() => 'vmlinuz-sles-12-sp3-x86_64'),
  tftp(() => 'initrd-sles-12-sp3-x86_64'),
  ...['config', 'common', 'root', 'cracklib-dict-full.rpm', 'bind', 'sles-stacki.img'].map(image),
  cgi('profile.cgi?os=sles&arch=x86_64&np=4'),
  cgi('public/setDbPartitions.cgi'),
  cgi(String.raw`public/setPxeboot.cgi?params={\"action\":\"os\"}`),
  tftp(() => 'chain.c32'),
];

/** A profile that can't be made. */
export const refusedProfile: Line = cgi('profile.cgi?os=sles&arch=x86_64&np=4', 500);

/** How many steps of an install come before the profile is asked for. */
export const stepsToProfile = 13;
/** How many come before the first TFTP request. */
export const stepsToTftp = 4;
/** How many come before the installer's images. */
export const stepsToImages = 7;
/** How many come before the boot from the disk. */
export const stepsToDisk = installLines.length - 1;

/** `Nov 21 01:05:17` */
export function syslogTime(at: Date): string {
  const [, day = '', month = '', time = ''] = /^\w+, (\d\d) (\w+) \d+ ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${month} ${day.replace(/^0/, ' ')} ${time}`;
}

/** `[21/Nov/2026:01:05:41 +0000]` */
function accessTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `[${day}/${month}/${year}:${time} +0000]`;
}
