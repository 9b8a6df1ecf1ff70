import { describe, expect, it } from 'vitest';
import { createSyslogHeaderReader } from '../../../../server/inputs/syslog/syslog-header.ts';

const read = (text: string) => createSyslogHeaderReader({ timeZone: 'UTC', nowMs: () => Date.UTC(2026, 10, 21, 6) })(text);
const at = (iso: string) => Date.parse(iso);

describe('header', () => {
  it.each([
    [
      'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
      {
        atMs: at('2026-11-21T01:05:17Z'),
        host: 'frontend-0-0',
        program: 'dhcpd',
        pid: 127,
        message: 'DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
      },
    ],
    ['Nov  1 01:05:17 f in.tftpd[143]: x', { atMs: at('2026-11-01T01:05:17Z'), host: 'f', program: 'in.tftpd', pid: 143, message: 'x' }],
    ['Nov 1 01:05:17 f in.tftpd[143]: x', { atMs: at('2026-11-01T01:05:17Z'), host: 'f', program: 'in.tftpd', pid: 143, message: 'x' }],
    [
      '<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0',
      { atMs: at('2026-11-21T01:22:41Z'), host: null, program: 'in.tftpd', pid: 146, message: 'RRQ from 10.1.1.101 filename pxelinux.0' },
    ],
    [
      'Nov 21 01:15:50 frontend-0-0 dnsmasq-dhcp[130]: DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ',
      {
        atMs: at('2026-11-21T01:15:50Z'),
        host: 'frontend-0-0',
        program: 'dnsmasq-dhcp',
        pid: 130,
        message: 'DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ',
      },
    ],
    [
      'Nov 21 01:21:12 frontend-0-0 kea-dhcp4: INFO  [kea-dhcp4.leases.1] x: y',
      {
        atMs: at('2026-11-21T01:21:12Z'),
        host: 'frontend-0-0',
        program: 'kea-dhcp4',
        pid: null,
        message: 'INFO  [kea-dhcp4.leases.1] x: y',
      },
    ],
    [
      'Nov 21 01:21:12 frontend-0-0 last message repeated 2 times',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'frontend-0-0', program: '', pid: null, message: 'last message repeated 2 times' },
    ],
    [
      'Nov 21 01:21:12 fd00::1 a: b: c[1]: d',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'fd00::1', program: 'a', pid: null, message: 'b: c[1]: d' },
    ],
    ['Nov 21 01:21:12 a: b: c[1]: d', { atMs: at('2026-11-21T01:21:12Z'), host: null, program: 'a', pid: null, message: 'b: c[1]: d' }],
    [
      'Nov 21 01:21:12 frontend-0-0 -- MARK --',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'frontend-0-0', program: '', pid: null, message: '-- MARK --' },
    ],
    // The tag only ever stands first or second: what looks like one behind it is the message's.
    [
      'Nov 21 01:21:12 f last x dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
      {
        atMs: at('2026-11-21T01:21:12Z'),
        host: 'f',
        program: '',
        pid: null,
        message: 'last x dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
      },
    ],
    [
      'Nov 21 01:21:12 f /usr/sbin/in.tftpd[4194304]: x',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: '/usr/sbin/in.tftpd', pid: 4_194_304, message: 'x' },
    ],
    ['Nov 21 01:21:12 f dhcpd[]: x', { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: '', pid: null, message: 'dhcpd[]: x' }],
    ['Nov 21 01:21:12 f dhcpd[1x]: y', { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: '', pid: null, message: 'dhcpd[1x]: y' }],
    [
      'Nov 21 01:21:12 f dhcpd[12345678901]: x',
      { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: '', pid: null, message: 'dhcpd[12345678901]: x' },
    ],
    [
      `Nov 21 01:21:12 f ${'p'.repeat(128)}: x`,
      { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: 'p'.repeat(128), pid: null, message: 'x' },
    ],
    [
      `Nov 21 01:21:12 f ${'p'.repeat(129)}: x`,
      { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: '', pid: null, message: `${'p'.repeat(129)}: x` },
    ],
    ['Nov 21 01:21:12 f dhcpd[1]:  x\n y', { atMs: at('2026-11-21T01:21:12Z'), host: 'f', program: 'dhcpd', pid: 1, message: ' x\n y' }],
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
    ['2026-11-21T01:05:20,5Z', '2026-11-21T01:05:20.500Z'],
    ['2026-11-21T01:05:20.123456789Z', '2026-11-21T01:05:20.123Z'],
    ['2026-11-21T01:05:20.0004+05:30', '2026-11-20T19:35:20.000Z'],
    ['2026-12-31T20:00:00-05:00', '2027-01-01T01:00:00.000Z'],
    // Both passes of the hour that comes twice in New York: the line says which.
    ['2026-11-01T01:30:00-04:00', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01T01:30:00-05:00', '2026-11-01T06:30:00.000Z'],
    ['<13>2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ])('%s is %s', (stamp, iso) => {
    expect(read(`${stamp} frontend-0-0 in.tftpd[146]: x`)).toEqual({
      atMs: at(iso),
      host: 'frontend-0-0',
      program: 'in.tftpd',
      pid: 146,
      message: 'x',
    });
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
    'Nov 21 01:05:17 frontend-0-0 ',
    'Nov 21 01:05:17 frontend-0-0 dhcpd',
    'Nov 21 01:05:17 frontend-0-0 dhcpd[12',
    'Nov 21 01:05:17  dhcpd x',
    'Nov   1 01:05:17 f dhcpd[1]: x',
    'Nov 021 01:05:17 f dhcpd[1]: x',
    'Nov 21 1:05:17 f dhcpd[1]: x',
    'Nov 21 01:05:60 f dhcpd[1]: x',
    'Feb 30 01:05:17 f dhcpd[1]: x',
    'nov 21 01:05:17 f dhcpd[1]: x',
    '<1234>Nov 21 01:05:17 f dhcpd[1]: x',
    '<>Nov 21 01:05:17 f dhcpd[1]: x',
    '<29> Nov 21 01:05:17 f dhcpd[1]: x',
    '2026-11-21T01:05:20.Z f dhcpd[1]: x',
    '2026-11-21T01:05:20.1234567890Z f dhcpd[1]: x',
    '2026-11-21t01:05:20Z f dhcpd[1]: x',
    '0026-11-21T01:05:20Z f dhcpd[1]: x',
    '2026-11-31T01:05:20Z f dhcpd[1]: x',
    '2026-11-21T01:05:20+00:60 f dhcpd[1]: x',
    '2026-11-21T01:05:20Zf dhcpd[1]: x',
    '2026-11-21T01:05:20Z f',
  ])('%j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

const isoTimes = (lines: string[], year?: number) => {
  const readOne = createSyslogHeaderReader({ timeZone: 'UTC', year, nowMs: () => Date.UTC(2026, 10, 21, 6) });
  return lines.map((line) => {
    const header = readOne(line);
    return header && new Date(header.atMs).toISOString().slice(0, 10);
  });
};

describe('of one log', () => {
  it('a line in the ISO form says nothing of the year of the others', () => {
    const lines = ['Jan  5 00:00:00 f a: x', '2030-08-05T00:00:00Z f a: x', 'Jan  6 00:00:00 f a: x'];
    expect(isoTimes(lines, 2024)).toEqual(['2024-01-05', '2030-08-05', '2024-01-06']);
  });

  it('a damaged line does not count for the year', () => {
    const lines = ['Jan  5 00:00:00 f a: x', 'Aug  5 00:00:00 f', 'Jan  6 00:00:00 f a: x'];
    expect(isoTimes(lines, 2024)).toEqual(['2024-01-05', undefined, '2024-01-06']);
  });
});
