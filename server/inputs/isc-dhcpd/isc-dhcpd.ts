// Messages of ISC dhcpd. Parsed from the left, never searched: a client chooses the text in parentheses, which may be a complete message.
import { type DhcpMessage, dhcpMessages } from '../../../state-machines/vocabulary.ts';
import { normaliseHost, normaliseIp, normaliseMac } from '../contract/addresses.ts';
import type { Seen } from '../contract/sighting.ts';

// DHCPDISCOVER from 52:54:00:cc:00:01 via eth0: network 10.1.1.0/24: no free leases
// DHCPOFFER on 10.1.1.101 to 52:54:00:aa:00:10 via eth0
// DHCPREQUEST for 10.1.1.101 (10.1.1.1) from 52:54:00:aa:00:10 via eth0
// DHCPACK on 10.1.1.200 to 52:54:00:cc:00:01 (visitor) via eth0
// DHCPNAK on 192.168.99.7 to 52:54:00:cc:00:02 via eth0
// DHCPDECLINE of 10.1.1.200 from 52:54:00:cc:00:01 (decliner) via eth0: abandoned
/** The address, if any, then the MAC. */
const onTo = / on (\S+) to (\S+)/y;
const heads: Record<DhcpMessage, RegExp> = {
  DISCOVER: / from ()(\S+)/y,
  OFFER: onTo,
  REQUEST: / for (\S+)(?: \([^\s()]+\))? from (\S+)/y,
  ACK: onTo,
  NAK: onTo,
  DECLINE: / of (\S+) from (\S+)/y,
};

/** Reads a message of dhcpd; messages outside the exchange, and banners, are irrelevant. */
export function readDhcpdMessage(message: string): Seen {
  const word = /^DHCP([A-Z]+)/.exec(message)?.[1];
  // DHCPACK to 10.1.1.101 (52:54:00:aa:00:10) via eth0: the reply to a DHCPINFORM, which grants no lease.
  if (!isDhcpMessage(word) || message.startsWith('DHCPACK to ')) return 'irrelevant';
  const head = matchAt(heads[word], message, 'DHCP'.length + word.length);
  const mac = normaliseMac(head?.[2] ?? '');
  const ip = normaliseIp(head?.[1] ?? '');
  const tail = head && readTail(message.slice(head.index + head[0].length));
  if (!mac || !tail || (!ip && word !== 'DISCOVER')) return 'unparsed';
  const sight = { kind: 'dhcp', message: word, note: tail.note } as const;
  // In other messages the address is only requested, refused or offered: it does not identify the machine.
  return word === 'ACK' && ip ? { sight, who: { mac, ip }, lease: { ip, host: tail.host } } : { sight, who: { mac } };
}

function isDhcpMessage(word: string | undefined): word is DhcpMessage {
  return dhcpMessages.some((message) => message === word);
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

interface Tail {
  host: string | null;
  note: string | null;
}

/** ` (visitor) via eth0: note`. The last `) via ` is dhcpd's own: no client-chosen text follows it. */
function readTail(text: string): Tail | undefined {
  if (!text.startsWith(' (')) return readVia(text, null);
  const end = text.lastIndexOf(') via ');
  if (end < 0) return undefined;
  const name = text.slice(2, end);
  return readVia(text.slice(end + 1), name.length <= 63 && /^[a-z\d.-]+$/i.test(name) ? (normaliseHost(name) ?? null) : null);
}

function readVia(text: string, host: string | null): Tail | undefined {
  const [, door, note] = /^ via ([^\s()]+)(?: (.*))?$/s.exec(text) ?? [];
  if (door === undefined || door === ':') return undefined;
  // Without the colon it is a remark such as (found), not a reason.
  if (!door.endsWith(':')) return { host, note: null };
  const reason = note?.trim() ?? '';
  return reason === '' ? undefined : { host, note: reason };
}
