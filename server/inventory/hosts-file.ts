// A hosts file (hosts(5)): the addresses of a name, and the name of an address. A missing file is empty.
import { normaliseIp } from '../inputs/contract/addresses.ts';
import type { SiteFiles } from './site-files.ts';

export interface HostNames {
  addressesOf: (name: string) => readonly string[];
  nameOf: (ip: string) => string | undefined;
}

export async function readHostsFile(path: string, site: SiteFiles): Promise<HostNames> {
  const addresses = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const line of ((await site.textIfThere(path)) ?? '').split('\n')) {
    const [address = '', ...called] = line.replace(/#.*/, '').trim().split(/\s+/);
    const ip = normaliseIp(address);
    if (ip === undefined || isOfEveryMachine(ip)) continue;
    if (called[0] !== undefined && !names.has(ip)) names.set(ip, called[0]);
    for (const name of called) addresses.set(name.toLowerCase(), [...(addresses.get(name.toLowerCase()) ?? []), ip]);
  }
  return { addressesOf: (name) => addresses.get(name.toLowerCase()) ?? [], nameOf: (ip) => names.get(ip) };
}

/** Loopback, and IPv6's local multicast names. */
function isOfEveryMachine(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1' || ip.startsWith('ff') || ip.startsWith('fe00:');
}
