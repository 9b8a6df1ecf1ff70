import { describe, expect, it } from 'vitest';
import { createKeaReader } from '../../../../server/inputs/kea/kea-messages.ts';

const mac = '52:54:00:cc:00:02';
const client = `[hwtype=1 ${mac}], cid=[no info], tid=0xc24f1706`;
const logger = 'INFO  [kea-dhcp4.leases.140326354498048] ';
const dhcp = (message: string, rest: object = {}) => ({ sight: { kind: 'dhcp', message, note: null, ...rest }, who: { mac } });

describe('a decision proves what the client had sent', () => {
  it.each([
    ['in syslog', logger],
    ['in its own file', 'INFO  [kea-dhcp4.leases/127.140326354498048] '],
    ['in the journal', 'INFO  '],
    ['of a pattern without level', ''],
  ])('%s', (_, begin) => {
    const read = createKeaReader();
    expect(read(`${begin}DHCP4_LEASE_ADVERT ${client}: lease 10.1.1.200 will be advertised`)).toEqual(
      dhcp('OFFER', { answers: 'DISCOVER' }),
    );
    expect(read(`${begin}DHCP4_LEASE_ALLOC ${client}: lease 10.1.1.200 has been allocated for 1200 seconds`)).toEqual({
      sight: { kind: 'dhcp', message: 'ACK', note: null, answers: 'REQUEST' },
      who: { mac, ip: '10.1.1.200' },
      lease: { ip: '10.1.1.200', host: null },
    });
  });
});

it.each([
  [`DHCP4_INIT_REBOOT ${client}: client is in INIT-REBOOT state and requests address 192.168.99.7`, dhcp('REQUEST')],
  [
    `DHCP4_DECLINE_LEASE Received DHCPDECLINE for addr 10.1.1.201 from client [hwtype=1 ${mac}], cid=[01:${mac}], tid=0x4780d216. The lease will be unavailable for 86400 seconds.`,
    dhcp('DECLINE'),
  ],
])('%s', (text, reading) => {
  expect(createKeaReader()(logger + text)).toEqual(reading);
});

it.each([
  'INFO  [kea-dhcp4.dhcp4.140326354498048] DHCP4_STARTED Kea DHCPv4 server version 2.2.0 started',
  'INFO  [kea-dhcp4.dhcpsrv.140326354498048] DHCPSRV_CFGMGR_ADD_IFACE listening on interface eth0',
  'DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
  `x DHCP4_LEASE_ALLOC ${client}: lease 10.1.1.200 has been allocated`,
  `${logger}DHCP4_LEASE_ALLOC [hwtype=32 52:54:00:cc:00:02:00:00], cid=[no info], tid=0x1: lease 10.1.1.200 has been allocated`,
  '',
])('irrelevant: %j', (text) => {
  expect(createKeaReader()(text)).toBe('irrelevant');
});

it.each([
  `${logger}DHCP4_LEASE_ALLOC ${client}: lease 10.1.1`,
  `${logger}DHCP4_LEASE_ALLOC `,
  // Cut off before what it has to say.
  `${logger}DHCP4_LEASE_ALLOC ${client}: `,
  `${logger}DHCP4_LEASE_ADVERT ${client}:`,
  `${logger}ALLOC_ENGINE_V4_ALLOC_FAIL ${client}:`,
  `${logger}ALLOC_ENGINE_V4_ALLOC_FAIL ${client}: `,
  `${logger}ALLOC_ENGINE_V6_ALLOC_FAIL duid=[00:03:00:01:${mac}], tid=0xdc99f1:`,
  `${logger}DHCP4_INIT_REBOOT ${client}:`,
  `${logger}DHCP4_INIT_REBOOT ${client}: client is in INIT-REBOOT state and requests address `,
  `${logger}DHCP4_DECLINE_LEASE Received DHCPDECLINE for addr 10.1.1.201 from client [hwtype=1 ${mac}], cid=[no info], tid=0x4780d216.`,
  `${logger}DHCP4_LEASE_ALLOC [hwtype=1 52:54:00`,
  `${logger}DHCP6_LEASE_ADVERT duid=[00:03:00:01:52`,
  `${logger}DHCP4_LEASE_ALLOC [hwtype=1 ${mac}], cid=[no in`,
  `${logger}DHCP4_PACKET_RECEIVED ${client}:`,
  `${logger}DHCP4_PACKET_SEND ${client}: `,
  `${logger}DHCP4_LEASE_ADVERT cid=[no info], tid=0x1: lease 10.1.1.200 will be advertised`,
])('odd: %j', (text) => {
  expect(createKeaReader()(text)).toBe('unparsed');
});
