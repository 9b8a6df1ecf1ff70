// DHCP messages of dnsmasq, for IPv4 and IPv6. Parsed from the left, never searched: the end of the line, and everything log-dhcp adds to an
// exchange, may be text chosen by a client.
import type { DhcpMessage } from '../../../state-machines/vocabulary.ts';
import { normaliseHost, normaliseIp, normaliseMac } from '../contract/addresses.ts';
import { macOfDuid } from '../dhcp/duid.ts';
import type { Seen } from '../contract/sighting.ts';

// DHCPDISCOVER(eth0) 192.168.99.7 52:54:00:cc:00:01 no address available
// DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 backend-0-0
// 3545384800 DHCPOFFER(eth0) 10.1.1.101 52:54:00:aa:00:10
// DHCPREPLY(eth0) fd00:1::66 00:03:00:01:52:54:00:cc:00:01 backend-0-0
const line = /^(?:\d{1,10} )?DHCP([A-Z]+)\([^\s()]{1,64}\) (\S+)(?: (\S+))?(?: (.*))?$/s;
const v6Words = new Set(['SOLICIT', 'ADVERTISE', 'REPLY']);
/** A non-Ethernet hardware type, or a DUID without a MAC: the machine can't be identified. */
const withoutMac = /^(?:[\da-f]{2}-|00:0[24]:)/i;
const words: ReadonlyMap<string, DhcpMessage> = new Map([
  ['DISCOVER', 'DISCOVER'],
  ['OFFER', 'OFFER'],
  ['REQUEST', 'REQUEST'],
  ['ACK', 'ACK'],
  ['NAK', 'NAK'],
  ['DECLINE', 'DECLINE'],
  // RFC 8415, 7.3: the same steps over IPv6.
  ['SOLICIT', 'DISCOVER'],
  ['ADVERTISE', 'OFFER'],
  ['REPLY', 'ACK'],
]);

/** Reads a message of dnsmasq-dhcp; messages outside the exchange are irrelevant. */
export function readDnsmasqDhcpMessage(message: string): Seen {
  if (!message.includes('DHCP')) return 'irrelevant';
  const [, word = '', first = '', second = '', rest = ''] = line.exec(message.trimEnd()) ?? [];
  const step = words.get(word);
  if (!step) return /^(?:\d{1,10} )?DHCP(?:DISCOVER|OFFER|REQUEST|ACK|NAK|DECLINE)\(/.test(message) ? 'unparsed' : 'irrelevant';
  const ip = normaliseIp(first);
  const client = ip === undefined ? first : second;
  const isV6 = v6Words.has(word) || (ip === undefined && word !== 'DISCOVER');
  const mac = isV6 ? macOfDuid(client) : normaliseMac(client);
  if (mac === undefined) return withoutMac.test(client) ? 'irrelevant' : 'unparsed';
  return readStep(step, { mac, ip, rest: ip === undefined ? `${second} ${rest}`.trim() : rest });
}

function readStep(message: DhcpMessage, { mac, ip, rest }: { mac: string; ip: string | undefined; rest: string }): Seen {
  if (message === 'ACK')
    return ip === undefined
      ? 'irrelevant'
      : { sight: { kind: 'dhcp', message, note: null }, who: { mac, ip }, lease: { ip, host: normaliseHost(rest) ?? null } };
  if (ip === undefined && message !== 'DISCOVER' && message !== 'REQUEST') return 'unparsed';
  // In other messages the address is only requested, refused or offered: it does not identify the machine.
  return { sight: { kind: 'dhcp', message, note: message === 'OFFER' ? null : rest || null }, who: { mac } };
}
