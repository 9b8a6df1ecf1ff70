// Host declarations of an ISC dhcpd.conf, at any nesting level. `filename` is ignored: a host loads its boot loader first, not the kernel that it
// installs. Leases files are supported too: dhcpd stores hosts added over OMAPI there.
import { normaliseIp } from '../contract/addresses.ts';
import { dhcpdStatements, type Statement } from './dhcpd-statements.ts';
import { macInIdentifier, readHardwareAddress } from '../../inventory/hardware-address.ts';
import { readHostsFile } from '../../inventory/hosts-file.ts';
import type { KnownMachine, Provider } from '../../inventory/provider.ts';

export const dhcpd: Provider = {
  name: 'dhcpd',
  usualPlaces: ['/etc/dhcp/dhcpd.conf', '/etc/dhcpd.conf', '/etc/dhcp/dhcpd6.conf', '/etc/dhcpd6.conf'],
  asks: 'files',
  knowsInstalls: false,
  read: async ({ place, site }) => {
    const statements = await dhcpdStatements(place, site);
    const { addressesOf } = await readHostsFile('/etc/hosts', site);
    const hosts = new Map<string, Statement>();
    // Of two declarations with the same name the later one wins, as in a leases file.
    for (const statement of hostsIn(statements)) hosts.set(statement.words[1]?.text ?? '', statement);
    return [...hosts.values()].flatMap((statement) => toMachine(statement, addressesOf));
  },
};

function* hostsIn(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    if (!statement.block) continue;
    if (statement.words[0]?.text.toLowerCase() === 'host' && statement.words.length === 2) yield statement;
    else yield* hostsIn(statement.block);
  }
}

type Resolve = (name: string) => readonly string[];

function toMachine({ words, block = [], at }: Statement, addressesOf: Resolve): KnownMachine[] {
  const valuesOf = (...keywords: string[]): string[] => {
    const found = block.filter(({ words: own }) => keywords.every((keyword, i) => own[i]?.text.toLowerCase() === keyword));
    return found.flatMap((statement) =>
      statement.words.slice(keywords.length).flatMap(({ text }) => (text === ',' || text === '=' ? [] : text)),
    );
  };
  if (block.some(({ words: own }) => own.length === 1 && own[0]?.text === 'deleted')) return [];
  const ids = [
    ...valuesOf('host-identifier', 'option', 'dhcp6.client-id'),
    ...valuesOf('option', 'dhcp-client-identifier'),
    ...valuesOf('uid'),
  ];
  const macs = [
    ...valuesOf('hardware', 'ethernet').flatMap((text) => readHardwareAddress(text) ?? []),
    ...ids.flatMap((text) => macInIdentifier(text) ?? []),
  ];
  const fixed = [...valuesOf('fixed-address'), ...valuesOf('fixed-address6')];
  const ips = fixed.flatMap((text) => normaliseIp(text) ?? addressesOf(text));
  const own = valuesOf('option', 'host-name')[0] ?? valuesOf('supersede', 'host-name')[0] ?? valuesOf('ddns-hostname')[0];
  const mac = macs[0];
  if ((mac ?? ips[0]) === undefined) return [];
  return [{ host: own || words[1]?.text, interfaces: ips.length === 0 ? [{ mac }] : ips.map((ip) => ({ mac, ip })), at }];
}
