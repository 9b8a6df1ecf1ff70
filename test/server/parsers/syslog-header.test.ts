import { describe, expect, it } from 'vitest';
import { createSyslogHeaderReader } from '../../../server/parsers/syslog-header.ts';

const read = (text: string) => createSyslogHeaderReader({ timeZone: 'UTC', nowMs: () => Date.UTC(2026, 10, 21, 6) })(text);
const at = (iso: string) => Date.parse(iso);

describe('header', () => {
  it.each([
    [
      'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
      { atMs: at('2026-11-21T01:05:17Z'), host: 'frontend-0-0', program: 'dhcpd', pid: 127, message: 'DHCPDISCOVER from 52:54:00:aa:00:10 via eth0' },
    ],
    ['Nov  1 01:05:17 f in.tftpd[143]: x', { atMs: at('2026-11-01T01:05:17Z'), host: 'f', program: 'in.tftpd', pid: 143, message: 'x' }],
    ['Nov 1 01:05:17 f in.tftpd[143]: x', { atMs: at('2026-11-01T01:05:17Z'), host: 'f', program: 'in.tftpd', pid: 143, message: 'x' }],
    [
      '<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0',
      { atMs: at('2026-11-21T01:22:41Z'), host: null, program: 'in.tftpd', pid: 146, message: 'RRQ from 10.1.1.101 filename pxelinux.0' },
    ],
    [
      'Nov 21 01:15:50 frontend-0-0 dnsmasq-dhcp[130]: DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ',
      { atMs: at('2026-11-21T01:15:50Z'), host: 'frontend-0-0', program: 'dnsmasq-dhcp', pid: 130, message: 'DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ' },
    ],
    [
      'Nov 21 01:21:12 frontend-0-0 kea-dhcp4: INFO  [kea-dhcp4.leases.1] x: y',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'frontend-0-0', program: 'kea-dhcp4', pid: null, message: 'INFO  [kea-dhcp4.leases.1] x: y' },
    ],
    [
      'Nov 21 01:21:12 frontend-0-0 last message repeated 2 times',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'frontend-0-0', program: '', pid: null, message: 'last message repeated 2 times' },
    ],
    ['Nov 21 01:21:12 fd00::1 a: b: c[1]: d', { atMs: at('2026-11-21T01:21:12Z'), host: 'fd00::1', program: 'a', pid: null, message: 'b: c[1]: d' }],
    ['Nov 21 01:21:12 a: b: c[1]: d', { atMs: at('2026-11-21T01:21:12Z'), host: null, program: 'a', pid: null, message: 'b: c[1]: d' }],
    ['Nov 21 01:21:12 f dhcpd[1]:', { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: 'dhcpd', pid: 1, message: '' }],
  ])('%s', (text, header) => {
    expect(read(text)).toEqual(header);
  });
});

describe('ISO 8601', () => {
  it.each([
    ['2026-11-21T01:05:20.952583+00:00', '2026-11-21T01:05:20.953Z'],
    ['2026-11-21T01:05:20.9996+00:00', '2026-11-21T01:05:21.000Z'],
    ['2026-11-21T01:05:20Z', '2026-11-21T01:05:20.000Z'],
    ['2026-11-21T01:22:41+0000', '2026-11-21T01:22:41.000Z'],
    ['2026-11-21T01:22:41.259190+0000', '2026-11-21T01:22:41.259Z'],
    ['2026-11-20T20:33:29-05:00', '2026-11-21T01:33:29.000Z'],
    ['<13>2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ])('%s is %s', (stamp, iso) => {
    expect(read(`${stamp} frontend-0-0 in.tftpd[146]: x`)).toEqual({ atMs: at(iso), host: 'frontend-0-0', program: 'in.tftpd', pid: 146, message: 'x' });
  });
});

describe('no header', () => {
  it.each([
    '',
    'Nov 31 01:05:17 f dhcpd[1]: x',
    'Nov 21 25:00:00 f dhcpd[1]: x',
    'Nov 21 01:60:00 f dhcpd[1]: x',
    'Nov 0 01:00:00 f dhcpd[1]: x',
    'Nev 21 01:05:17 f dhcpd[1]: x',
    'Tue 21 01:05:17 f dhcpd[1]: x',
    '2026-13-01T01:05:20Z f dhcpd[1]: x',
    '2026-02-29T01:05:20Z f dhcpd[1]: x',
    '2026-11-21T24:05:20Z f dhcpd[1]: x',
    '2026-11-21T01:05:20+99:00 f dhcpd[1]: x',
    '2026-11-21T01:05:20 f dhcpd[1]: x',
    '2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.1] DHCP4_LEASE_ALLOC x',
    'Sat 2026-11-21 01:22:41 UTC frontend-0-0 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0',
    ' Nov 21 01:05:17 f dhcpd[1]: x',
    'x Nov 21 01:05:17 f dhcpd[1]: x',
    'Nov 21 01:05:1',
    'Nov 21 01:05:17 ',
    'Nov 21 01:05:17 frontend-0-0',
    'Nov 21 01:05:17 frontend-0-0 dhcpd[12',
  ])('%j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
