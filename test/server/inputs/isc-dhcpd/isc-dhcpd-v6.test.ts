import { expect, it } from 'vitest';
import { readDhcpd6Message } from '../../../../server/inputs/isc-dhcpd/isc-dhcpd-v6.ts';

const mac = '52:54:00:cc:00:01';
const duid = `00:03:00:01:${mac}`;

it('an advertisement tells that the machine asked; its address is only offered', () => {
  expect(readDhcpd6Message(`Advertise NA: address fd00:1::66 to client with duid ${duid} iaid = 13369345 static`)).toEqual({
    sight: { kind: 'dhcp', message: 'OFFER', note: null, answers: 'DISCOVER' },
    who: { mac },
  });
});

it.each(['static', 'valid for 600 seconds'])('a reply gives the address (%s)', (end) => {
  expect(readDhcpd6Message(`Reply NA: address FD00:1::66 to client with duid ${duid} iaid = 1 ${end}`)).toEqual({
    sight: { kind: 'dhcp', message: 'ACK', note: null, answers: 'REQUEST' },
    who: { mac, ip: 'fd00:1::66' },
    lease: { ip: 'fd00:1::66', host: null },
  });
});

it.each([
  'Solicit message from fe80::b8df:b2ff:fedc:caae port 546, transaction ID 0x5301EA00',
  `Client ${duid} releases address fd00:1::66`,
  'Reply NA: address fd00:1::66 to client with duid 00:04:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00 iaid = 1 static',
])('tells no machine: %s', (message) => {
  expect(readDhcpd6Message(message)).toBe('irrelevant');
});

it.each([
  `Reply NA: address somewhere to client with duid ${duid} iaid = 1 static`,
  'Reply NA: address fd00:1::66 to client with duid x iaid = 1 static',
  `Reply NA: address fd00:1::66 to client with duid ${duid} iaid = `,
  `x Reply NA: address fd00:1::66 to client with duid ${duid} iaid = 1 static`,
])('odd: %s', (message) => {
  expect(readDhcpd6Message(message)).toBe('unparsed');
});
