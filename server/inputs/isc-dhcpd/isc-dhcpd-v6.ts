// Messages of ISC dhcpd for IPv6. A client's message is logged without an identifier; the reply has its DUID, which usually contains a MAC.
import { normaliseIp } from '../contract/addresses.ts';
import { macOfDuid } from '../dhcp/duid.ts';
import type { Seen } from '../contract/sighting.ts';

// Advertise NA: address fd00:1::66 to client with duid 00:03:00:01:52:54:00:cc:00:01 iaid = 13369345 static
// Reply NA: address fd00:1::108a to client with duid 00:01:00:01:32:93:ab:f1:52:54:00:cc:00:02 iaid = 13369346 valid for 600 seconds
const answer = /^(Advertise|Reply) NA: address (\S+) to client with duid ([\da-f:]{2,400}) iaid = -?\d/i;

/** Reads a message of `dhcpd -6`; messages that do not identify the machine are irrelevant. */
export function readDhcpd6Message(message: string): Seen {
  if (!message.includes(' NA: address ')) return 'irrelevant';
  const [, word, address = '', duid = ''] = answer.exec(message) ?? [];
  const ip = normaliseIp(address);
  if (word === undefined || ip === undefined) return 'unparsed';
  const mac = macOfDuid(duid);
  if (mac === undefined) return 'irrelevant';
  const isReply = word === 'Reply';
  const sight = { kind: 'dhcp', message: isReply ? 'ACK' : 'OFFER', note: null, answers: isReply ? 'REQUEST' : 'DISCOVER' } as const;
  return isReply ? { sight, who: { mac, ip }, lease: { ip, host: null } } : { sight, who: { mac } };
}
