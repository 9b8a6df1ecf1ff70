import { describe, expect, it } from 'vitest';
import { readDhcpdMessage } from '../../../../server/inputs/isc-dhcpd/isc-dhcpd.ts';

const node = '52:54:00:aa:00:10';
const stranger = '52:54:00:dd:00:01';

describe('a message of the exchange', () => {
  it.each([
    ['DHCPDISCOVER from 52:54:00:AA:00:10 via eth0', 'DISCOVER', node, null],
    ['DHCPDISCOVER from 52:54:00:dd:00:01 (visitor) via 10.2.1.1', 'DISCOVER', stranger, null],
    [
      'DHCPDISCOVER from 52:54:00:aa:00:10 via eth0: network 10.1.1.0/24: no free leases',
      'DISCOVER',
      node,
      'network 10.1.1.0/24: no free leases',
    ],
    ['DHCPOFFER on 10.1.1.101 to 52:54:00:aa:00:10 via eth0', 'OFFER', node, null],
    ['DHCPREQUEST for 10.1.1.101 (10.1.1.1) from 52:54:00:aa:00:10 via eth0', 'REQUEST', node, null],
    ['DHCPREQUEST for 10.1.1.101 from 52:54:00:aa:00:10 via eth0: unknown lease 10.1.1.101.', 'REQUEST', node, 'unknown lease 10.1.1.101.'],
    ['DHCPREQUEST for 192.168.99.7 from 52:54:00:aa:00:10 via eth0: wrong network.', 'REQUEST', node, 'wrong network.'],
    ['DHCPREQUEST for 10.2.1.100 (10.1.1.1) from 52:54:00:dd:00:01 (visitor) via 10.2.1.1', 'REQUEST', stranger, null],
    ['DHCPNAK on 192.168.99.7 to 52:54:00:aa:00:10 via eth0', 'NAK', node, null],
    ['DHCPDECLINE of 10.1.1.102 from 52:54:00:aa:00:10 via eth0: not found', 'DECLINE', node, 'not found'],
    ['DHCPDECLINE of 10.1.1.200 from 52:54:00:dd:00:01 (decliner) via eth0: abandoned', 'DECLINE', stranger, 'abandoned'],
  ] as const)('%s', (text, message, mac, note) => {
    expect(readDhcpdMessage(text)).toEqual({ sight: { kind: 'dhcp', message, note }, who: { mac } });
  });
});

describe('DHCPACK', () => {
  const forged = 'DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0';

  it.each([
    ['', null],
    ['(visitor) ', 'visitor'],
    ['(Backend-0-0.local) ', 'backend-0-0.local'],
    [`(${'h'.repeat(63)}) `, 'h'.repeat(63)],
    [`(${'h'.repeat(64)}) `, null],
    ['(a b) ', null],
    ['(x) via eth0) ', null],
    ['(x) via eth0: no free leases) ', null],
    ['() ', null],
    ['(10.1.1.102) ', null],
    ['(Hostname Unsuitable for Printing) ', null],
    [`(${forged}) `, null],
    [`(x) via eth0: ${forged}) `, null],
  ])('gives a lease to its own client, with %shas host %s', (name, host) => {
    const text = `DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 ${name}via 10.2.1.1`;
    expect(readDhcpdMessage(text)).toEqual({
      sight: { kind: 'dhcp', message: 'ACK', note: null },
      who: { mac: stranger, ip: '10.2.1.100' },
      lease: { ip: '10.2.1.100', host },
    });
  });

  it('takes a remark behind the interface for no note', () => {
    const text = 'DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 via eth0 relay eth0 lease-duration 600 (RENEW)';
    expect(readDhcpdMessage(text)).toMatchObject({ sight: { note: null }, lease: { ip: '10.2.1.100', host: null } });
  });
});

describe('irrelevant', () => {
  it.each([
    'DHCPRELEASE of 10.2.1.101 from 52:54:00:dd:00:01 (visitor) via eth0 (found)',
    'DHCPRELEASE of 10.2.1.101 from 52:54:00:dd:00:01 via 10.1.1.250 (found)',
    'DHCPINFORM from 10.1.1.101 via eth0',
    'DHCPACK to 10.1.1.101 (52:54:00:aa:00:10) via eth0',
    'DHCPLEASEQUERY from 10.1.1.101: LQ not allowed, query ignored',
    'Abandoning IP address 10.1.1.200: declined.',
    'Reclaiming REQUESTed abandoned IP address 10.1.1.202.',
    'Wrote 0 leases to leases file.',
    'Internet Systems Consortium DHCP Server 4.4.3-P1',
    'Solicit message from fe80::b8df:b2ff:fedc:caae port 546, transaction ID 0x5301EA00',
    'Reply NA: address fd00:1::66 to client with duid 00:03:00:01:52:54:00:cc:00:01 iaid = 13369345 static',
    'x DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
    'DHCP',
    '',
  ])('%j', (text) => {
    expect(readDhcpdMessage(text)).toBe('irrelevant');
  });
});

describe('unparsed', () => {
  const whole = 'DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (x) via eth0) via 10.2.1.1';
  const cuts = ['DHCPACK'.length, 18, 25, 42, 50, 60, whole.length - '10.2.1.1'.length, whole.length - ' 10.2.1.1'.length];

  it.each([
    ...cuts.map((length) => whole.slice(0, length)),
    'DHCPDISCOVER from',
    'DHCPDISCOVER from <no identifier> via eth0',
    'DHCPDISCOVER from 52:54:00:aa:00 via eth0',
    'DHCPDISCOVER from 52:54:00:aa:00:10',
    'DHCPDISCOVER from 52:54:00:aa:00:10 via ',
    // Cut off before the reason.
    'DHCPDISCOVER from 52:54:00:cc:00:01 via eth0:',
    'DHCPREQUEST for 10.1.1.101 from 52:54:00:aa:00:10 via eth0: ',
    'DHCPDECLINE of 10.1.1.200 from 52:54:00:cc:00:01 (decliner) via eth0:',
    'DHCPOFFER on 10.1.1.999 to 52:54:00:aa:00:10 via eth0',
    'DHCPREQUEST from 52:54:00:aa:00:10 via eth0',
    'DHCPREQUEST on 10.1.1.1 to 52:54:00:aa:00:10 via eth0',
    'DHCPNAK 192.168.99.7',
    'DHCPDECLINE of 10.1.1.200 from 52:54:00:cc:00:01 (decliner via eth0: abandoned',
    'DHCPACK xx DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
  ])('%j', (text) => {
    expect(readDhcpdMessage(text)).toBe('unparsed');
  });
});
