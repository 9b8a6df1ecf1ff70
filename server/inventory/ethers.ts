// `/etc/ethers` (ethers(5)): a MAC and a name or an address in each line; `/etc/hosts` says the other of the two.
import { normaliseHost, normaliseIp } from '../inputs/contract/addresses.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { readHardwareAddress } from './hardware-address.ts';
import { readHostsFile, type HostNames } from './hosts-file.ts';
import type { KnownMachine, Provider } from './provider.ts';

export const ethers: Provider = {
  usualPlaces: ['/etc/ethers'],
  asks: 'files',
  knowsInstalls: false,
  read: async ({ place, site }) => {
    const hosts = await readHostsFile('/etc/hosts', site);
    return readEthers(await site.text(place), place, hosts);
  },
};

/** Also what dnsmasq reads with `read-ethers`. Throws a SettingsError with every line that is none of ethers'. */
export function readEthers(text: string, file: string, hosts: HostNames): KnownMachine[] {
  const mistakes: string[] = [];
  const machines = text.split('\n').flatMap((line, i): KnownMachine[] => {
    const [address = '', called = ''] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === '') return [];
    const mac = readHardwareAddress(address);
    const ip = normaliseIp(called);
    const at = `${file}:${i + 1}`;
    if (mac === undefined || (ip ?? normaliseHost(called)) === undefined) {
      mistakes.push(`${at}: no MAC address with a name or an address: ${line.trim().slice(0, 100)}`);
      return [];
    }
    if (ip !== undefined) return [{ host: hosts.nameOf(ip), interfaces: [{ mac, ip }], at }];
    const ips = hosts.addressesOf(called);
    return [{ host: called, interfaces: ips.length === 0 ? [{ mac }] : ips.map((one) => ({ mac, ip: one })), at }];
  });
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return machines;
}
