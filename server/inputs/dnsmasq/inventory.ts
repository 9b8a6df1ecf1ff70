// Hosts known to dnsmasq: dhcp-host, dhcp-hostsfile, dhcp-hostsdir and read-ethers, with names and addresses from its hosts files.
import { resolve, dirname } from 'node:path';
import { normaliseHost, normaliseIp } from '../contract/addresses.ts';
import { dnsmasqOptions, filesIn, withoutComment, type Option } from './options.ts';
import { readEthers } from '../../inventory/ethers.ts';
import { macInIdentifier, readHardwareAddress } from '../../inventory/hardware-address.ts';
import { readHostsFile, type HostNames } from '../../inventory/hosts-file.ts';
import type { Asked, KnownMachine, Provider } from '../../inventory/provider.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import type { SiteFiles } from '../../inventory/site-files.ts';

export const dnsmasq: Provider = {
  name: 'dnsmasq',
  usualPlaces: ['/etc/dnsmasq.conf', '/etc/dnsmasq.d'],
  asks: 'files',
  knowsInstalls: false,
  read: async (asked) => {
    const options = await dnsmasqOptions(asked.place, asked);
    const hosts = await namesFor(options, asked.site);
    const read = await Promise.all(options.map((option) => machinesOf(option, hosts, asked)));
    return read.flat();
  },
};

/** With `no-hosts`, /etc/hosts is ignored. */
async function namesFor(options: readonly Option[], site: SiteFiles): Promise<HostNames> {
  const more = options.filter(({ name }) => name === 'addn-hosts').map(({ value, file }) => resolve(dirname(file), value));
  const paths = [...(options.some(({ name }) => name === 'no-hosts') ? [] : ['/etc/hosts']), ...more];
  const all = await Promise.all(paths.map((path) => readHostsFile(path, site)));
  return {
    addressesOf: (name) => all.flatMap((hosts) => hosts.addressesOf(name)),
    nameOf: (ip) => all.map((hosts) => hosts.nameOf(ip)).find((name) => name !== undefined),
  };
}

async function machinesOf({ name, value, file, line }: Option, hosts: HostNames, { site, warn }: Asked): Promise<KnownMachine[]> {
  const by = `${file}:${line}`;
  const path = resolve(dirname(file), value);
  if (name === 'dhcp-host') return readDhcpHost(value, by, hosts);
  if (name === 'read-ethers') return readEthers((await site.textIfThere('/etc/ethers')) ?? '', '/etc/ethers', hosts);
  if (name !== 'dhcp-hostsfile' && name !== 'dhcp-hostsdir') return [];
  // dnsmasq ignores a missing one.
  if (!(await site.isThere(path))) {
    warn(`${by}: ${path} does not exist`);
    return [];
  }
  const files = (await site.isFolder(path)) ? await filesIn(path, site, [], by) : [path];
  const texts = await Promise.all(files.map((one) => site.text(one, by)));
  return texts.flatMap((text, i) =>
    text.split('\n').flatMap((entry, at) => readDhcpHost(withoutComment(entry), `${files[i]}:${at + 1}`, hosts)),
  );
}

/** Hardware addresses of any type and length, as lenient as dnsmasq; identifiers, tags, and IPv6 addresses. */
const withColons = /^(?:(?:[\da-f]{1,2}-)?[\da-f*:]+|(?:id|set|net|tag):.*|\[.*\])$/i;

/**
 * The entry of a single machine: wildcards match many, and `ignore` excludes hosts that another server serves. Throws a SettingsError for values that
 * dnsmasq rejects.
 */
export function readDhcpHost(value: string, at: string, hosts: HostNames): KnownMachine[] {
  const parts = value.split(',').map((part) => part.trim());
  const odd = parts.find((part) => part.includes(':') && !withColons.test(part));
  if (odd !== undefined) throw new SettingsError([`${at}: ${odd} is not a MAC address`]);
  if (parts.includes('ignore')) return [];
  const macs = parts.flatMap((part) => readHardwareAddress(part.replace(/^(?:0?6|0?1)-(?=.*:)/, '')) ?? macOfId(part) ?? []);
  const host = parts.flatMap((part) => (isName(part) ? (normaliseHost(part) ?? []) : []))[0];
  const own = parts
    .flatMap((part) => normaliseIp(part.replace(/^\[([^\]/]*)(?:\/\d+)?\]$/, '$1')) ?? [])
    .filter((ip) => !ip.startsWith('::'));
  const ips = own.length === 0 && host !== undefined ? hosts.addressesOf(host) : own;
  const interfaces =
    macs.length === 0 ? ips.map((ip) => ({ ip })) : macs.flatMap((mac) => (ips.length === 0 ? [{ mac }] : ips.map((ip) => ({ mac, ip }))));
  if (interfaces.length === 0) return [];
  return [{ host: host ?? ips.map((ip) => hosts.nameOf(ip)).find((name) => name !== undefined), interfaces, at }];
}

function macOfId(part: string): string | undefined {
  return part.startsWith('id:') ? macInIdentifier(part.slice(3)) : undefined;
}

/** Whether it is neither a tag, an address, nor a lease time such as 12h or infinite. */
function isName(part: string): boolean {
  return !/[:[\]*]/.test(part) && normaliseIp(part) === undefined && !/^(?:\d+[smhdw]?|infinite)$/i.test(part);
}
