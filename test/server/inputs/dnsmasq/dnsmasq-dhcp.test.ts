import { describe, expect, it } from 'vitest';
import { readDnsmasqDhcpMessage } from '../../../../server/inputs/dnsmasq/dnsmasq-dhcp.ts';

const mac = '52:54:00:aa:00:10';
const ip = '10.1.1.101';

describe('a message of the exchange', () => {
  it.each([
    ['DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ', 'DISCOVER', null],
    ['DHCPDISCOVER(eth0) 192.168.99.7 52:54:00:AA:00:10 ', 'DISCOVER', null],
    ['DHCPDISCOVER(eth0) 52:54:00:aa:00:10 no address available', 'DISCOVER', 'no address available'],
    ['DHCPOFFER(eth0) 10.1.1.101 52:54:00:aa:00:10 ', 'OFFER', null],
    ['2227206780 DHCPREQUEST(eth0) 10.1.1.101 52:54:00:aa:00:10 ', 'REQUEST', null],
    ['DHCPNAK(eth0) 192.168.99.7 52:54:00:aa:00:10 wrong network', 'NAK', 'wrong network'],
    ['DHCPDECLINE(eth0) 10.1.1.209 52:54:00:aa:00:10 ', 'DECLINE', null],
    ['DHCPSOLICIT(eth0) 00:03:00:01:52:54:00:aa:00:10 ', 'DISCOVER', null],
    ['DHCPADVERTISE(eth0) fd00:1::66 00:01:00:01:32:93:ab:f1:52:54:00:aa:00:10 backend-0-0', 'OFFER', null],
  ] as const)('%s', (text, message, note) => {
    expect(readDnsmasqDhcpMessage(text)).toEqual({ sight: { kind: 'dhcp', message, note }, who: { mac } });
  });

  it.each([
    ['DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 ', ip, null],
    ['3545384800 DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 Backend-0-0', ip, 'backend-0-0'],
    ['DHCPREPLY(eth0) fd00:1::66 00:03:00:01:52:54:00:aa:00:10 backend-0-0', 'fd00:1::66', 'backend-0-0'],
  ])('%s gives a lease', (text, address, host) => {
    expect(readDnsmasqDhcpMessage(text)).toEqual({
      sight: { kind: 'dhcp', message: 'ACK', note: null },
      who: { mac, ip: address },
      lease: { ip: address, host },
    });
  });
});

describe('DHCP that is nothing of ours', () => {
  it.each([
    '3545384800 vendor class: PXEClient:Arch:00000:UNDI:002001',
    '1084603260 client provides name: visitor',
    '1084603260 client provides name: DHCPACK(eth0) 10.1.1.102 52:54:00:aa:00:11 x',
    '3545384800 sent size: 13 option: 66 tftp-server  frontend-0-0',
    '3545384800 tags: known, eth0',
    'DHCP, IP range 10.1.1.200 -- 10.1.1.220, lease time 20m',
    'DHCPRELEASE(eth0) 10.1.1.101 52:54:00:aa:00:10 ',
    'DHCPINFORM(eth0) 10.1.1.101 52:54:00:aa:00:10 ',
    'DHCPSOLICIT(eth0) 00:04:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00 ',
    'DHCPREPLY(eth0) 00:03:00:01:52:54:00:aa:00:10 success',
    'not using configured address 10.1.1.101 because it is leased to 52:54:00:dd:00:01',
    'read /etc/ethers - 0 addresses',
  ])('%j', (text) => {
    expect(readDnsmasqDhcpMessage(text)).toBe('irrelevant');
  });

  it.each(['DHCPOFFER(eth0) 10.1.1.101 52:54:00', 'DHCPACK(eth0)', 'DHCPACK(eth0) 52:54:00:aa:0', 'DHCPNAK(eth0) 52:54:00:aa:00:10 wrong'])(
    'odd: %j',
    (text) => expect(readDnsmasqDhcpMessage(text)).toBe('unparsed'),
  );
});
