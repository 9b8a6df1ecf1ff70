// Messages of Kea's DHCP servers, for IPv4 and IPv6. At its default severity Kea logs only decisions: an offer proves the client's DISCOVER, a lease
// its REQUEST, and refusals are not logged. At DEBUG it logs every packet too.
import type { DhcpMessage } from '../../../state-machines/vocabulary.ts';
import { normaliseIp, normaliseMac } from '../contract/addresses.ts';
import { macOfDuid } from '../dhcp/duid.ts';
import type { Seen } from '../contract/sighting.ts';

// INFO  [kea-dhcp4.leases.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds
// INFO  DHCP4_DECLINE_LEASE Received DHCPDECLINE for addr 10.1.1.201 from client [hwtype=1 52:54:00:cc:00:01], cid=[…], tid=0x4780d216. The lease …
const head = /^(?:[A-Z]{1,8} {1,8})?(?:\[[^\s[\]]{1,200}\] )?((?:DHCP[46]|ALLOC_ENGINE_V[46])_[A-Z\d_]{1,64}) /;
const hardware = /\[hwtype=1 ([\da-f:]{17})\]/i;
const duid = /duid=\[([\da-f:]{2,400})\]/i;
const words = /tid=0x[\da-f]{1,8}[:.,] ?(.*)$/is;
// Up to the space: the rest of a cut address would be another address.
const leased = /^lease (?:for address )?([\da-f.:]{2,45}) /i;
const packet = /^(?:DHCP)?([A-Z]{3,10}) \(type \d{1,3}\) received from \S|^trying to send packet (?:DHCP)?(NAK) \(type \d{1,3}\) from \S/;
const requested = / requests address [\da-f.:]/i;

/** Solicit and Advertise are the same steps in DHCPv6 (RFC 8415, 7.3). */
const received: ReadonlyMap<string, DhcpMessage> = new Map([
  ...(['DISCOVER', 'REQUEST', 'NAK', 'DECLINE'] as const).map((word) => [word, word] as const),
  ['SOLICIT', 'DISCOVER'],
]);

/** A reader for the messages of one log, in order. */
export function createKeaReader(): (message: string) => Seen {
  /** Whether requests are logged as separate lines. */
  let tellsPackets = false;
  return (message) => {
    const [whole = '', code = ''] = message.includes('DHCP') || message.includes('ALLOC_ENGINE') ? (head.exec(message) ?? []) : [];
    const step = stepOf(code);
    if (step === undefined) return 'irrelevant';
    const rest = message.slice(whole.length);
    const mac = normaliseMac(hardware.exec(rest)?.[1] ?? '') ?? macOfDuid(duid.exec(rest)?.[1] ?? '');
    const said = words.exec(rest)?.[1] ?? '';
    if (mac === undefined) return hasOtherIdentity(rest) ? 'irrelevant' : 'unparsed';
    // Cut off before its content.
    if (said.trim() === '') return 'unparsed';
    if (code === 'DHCP4_INIT_REBOOT' && !requested.test(said)) return 'unparsed';
    // Already known from the packet's line.
    if (tellsPackets && (step === 'REQUEST' || step === 'DECLINE')) return 'irrelevant';
    if (step !== 'packet') return readDecision(step, { mac, said, answers: !tellsPackets });
    const [, asked, sent] = packet.exec(said) ?? [];
    tellsPackets ||= asked !== undefined;
    const found = received.get(asked ?? sent ?? '');
    return found === undefined ? 'irrelevant' : { sight: { kind: 'dhcp', message: found, note: null }, who: { mac } };
  };
}

function stepOf(code: string): DhcpMessage | 'no lease' | 'packet' | undefined {
  if (/^DHCP[46]_LEASE_(?:ADVERT|OFFER)$/.test(code)) return 'OFFER';
  if (/^DHCP[46]_LEASE_(?:ALLOC|REUSE)$/.test(code)) return 'ACK';
  if (code === 'DHCP4_INIT_REBOOT') return 'REQUEST';
  if (code.startsWith('DHCP4_DECLINE_LEASE')) return 'DECLINE';
  if (/^ALLOC_ENGINE_V[46]_ALLOC_FAIL$/.test(code)) return 'no lease';
  return /^DHCP[46]_PACKET_(?:RECEIVED|SEND)$/.test(code) ? 'packet' : undefined;
}

interface Decision {
  mac: string;
  said: string;
  /** Whether it also proves the client's message. */
  answers: boolean;
}

function readDecision(step: DhcpMessage | 'no lease', { mac, said, answers }: Decision): Seen {
  if (step === 'no lease') return { sight: { kind: 'dhcp', message: 'DISCOVER', note: said }, who: { mac } };
  if (step === 'REQUEST' || step === 'DECLINE') return { sight: { kind: 'dhcp', message: step, note: null }, who: { mac } };
  const ip = normaliseIp(leased.exec(said)?.[1] ?? '');
  if (ip === undefined) return 'unparsed';
  const request: DhcpMessage = step === 'OFFER' ? 'DISCOVER' : 'REQUEST';
  const sight = { kind: 'dhcp', message: step, note: null, ...(answers && { answers: request }) } as const;
  return step === 'ACK' ? { sight, who: { mac, ip }, lease: { ip, host: null } } : { sight, who: { mac } };
}

/** A client on a non-Ethernet network, or one without a MAC over IPv6, can't be identified. */
function hasOtherIdentity(rest: string): boolean {
  return /\[hwtype=(?!1 )\d|duid=\[[^\]]+\]|\[no hwaddr info\]/.test(rest);
}
