// DHCP messages of dnsmasq, for IPv4 and IPv6. Read from the left, never searched: what stands last on the line, and the whole of what
// log-dhcp adds to an exchange, may be a client's own words.
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
/** The type of another network than Ethernet, or a DUID of a kind without MAC: it could be any machine. */
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

/** Reads a message of dnsmasq-dhcp; what is no part of the exchange is irrelevant. */
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
  // Any other message's address is asked for, refused or only offered: it does not tell the machine.
  return { sight: { kind: 'dhcp', message, note: message === 'OFFER' ? null : rest || null }, who: { mac } };
}
