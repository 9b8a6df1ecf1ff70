// `/etc/ethers` (ethers(5)): a MAC and a name or an address per line; `/etc/hosts` provides the other of the two.
import { normaliseHost, normaliseIp } from '../inputs/contract/addresses.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { readHardwareAddress } from './hardware-address.ts';
import { readHostsFile, type HostNames } from './hosts-file.ts';
import type { KnownMachine, Provider } from './provider.ts';

export const ethers: Provider = {
  name: 'ethers',
  usualPlaces: ['/etc/ethers'],
  asks: 'files',
  knowsInstalls: false,
  read: async ({ place, site }) => {
    const hosts = await readHostsFile('/etc/hosts', site);
    return readEthers(await site.text(place), place, hosts);
  },
};

/** Also used for `read-ethers` of dnsmasq. Throws a SettingsError with every invalid line. */
export function readEthers(text: string, file: string, hosts: HostNames): KnownMachine[] {
  const mistakes: string[] = [];
  const machines = text.split('\n').flatMap((line, i): KnownMachine[] => {
    const [address = '', called = ''] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === '') return [];
    const mac = readHardwareAddress(address);
    const ip = normaliseIp(called);
    const at = `${file}:${i + 1}`;
    if (mac === undefined || (ip ?? normaliseHost(called)) === undefined) {
      mistakes.push(`${at}: expected a MAC address and a name or an address: ${line.trim().slice(0, 100)}`);
      return [];
    }
    if (ip !== undefined) return [{ host: hosts.nameOf(ip), interfaces: [{ mac, ip }], at }];
    const ips = hosts.addressesOf(called);
    return [{ host: called, interfaces: ips.length === 0 ? [{ mac }] : ips.map((one) => ({ mac, ip: one })), at }];
  });
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return machines;
}
