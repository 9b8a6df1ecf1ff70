// Lines of boot servers as real daemons wrote them, each through the parser of the log that it stands in.
import { describe, expect, it } from 'vitest';
import { logLine, receivedAtMs, kindOf, observationsOf } from './real-lines.ts';
import { createParser, sniffFormat } from './readers.ts';
import { timeOf } from '../../../server/inputs/contract/parser.ts';

const options = { timeZone: 'America/New_York', nowMs: () => receivedAtMs };
const parse = (format: string, ...texts: string[]) => {
  const parser = createParser(format, options);
  const [last = 'unparsed'] = texts.map((text) => parser.parse(logLine(text))).slice(-1);
  const [observation] = observationsOf(last);
  return { kind: kindOf(last), atMs: timeOf(last), ...(observation && pick(observation)) };
};
const pick = ({ sight, who, lease }: { sight: object; who: object; lease?: object }) => ({ sight, who, ...(lease && { lease }) });
const ip = '10.1.1.101';
const mac = '52:54:00:cc:00:02';
const http = (path: string, status = 200, query = '') => ({ kind: 'http', path, query, status });
const folder = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';

const ofOwnFile = (code: string, rest: string) =>
  `2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.140326354498048] ${code} [hwtype=1 ${mac}], cid=[no info], tid=0xc24f1706: ${rest}`;
const inSyslog = (program: string, message: string) => `Nov 24 18:20:29 frontend-0-0 ${program}: ${message}`;
const atDebug = (code: string, rest: string) =>
  `Nov 24 18:25:16 frontend-0-0 kea-dhcp4: DEBUG [kea-dhcp4.packets.1404] ${code} [hwtype=1 ${mac}], cid=[no info], tid=0x28bcf125: ${rest}`;
const dhcp = (message: string) => ({ sight: { kind: 'dhcp', message, note: null }, who: { mac } });

describe("Kea's own file", () => {
  it('is recognised, and its stamps are local time', () => {
    const text = ofOwnFile('DHCP4_LEASE_ALLOC', 'lease 10.1.1.200 has been allocated for 1200 seconds');
    expect(sniffFormat([text])).toBe('kea-log');
    expect(parse('kea-log', text)).toEqual({
      kind: 'observation',
      atMs: Date.UTC(2026, 10, 21, 6, 21, 12, 159),
      sight: { kind: 'dhcp', message: 'ACK', note: null, answers: 'REQUEST' },
      who: { mac, ip: '10.1.1.200' },
      lease: { ip: '10.1.1.200', host: null },
    });
  });

  it.each(['2026-11-31 01:21:12.159 INFO  x', '2026-11-21 01:21:12 INFO  x', '2026-11-21 01:21:12.159 DHCP4_LEASE_ALLOC', ''])(
    'odd: %j',
    (text) => {
      expect(parse('kea-log', text)).toEqual({ kind: 'unparsed', atMs: null });
    },
  );
});

describe('access logs in all their usual forms', () => {
  const request = `"GET ${folder}/config HTTP/1.1"`;
  const stamp = '[24/Nov/2026:23:26:10 +0000]';

  it.each([
    ['lighttpd', `${ip} 10.1.1.1:8081 - ${stamp} ${request} 200 213 "-" "curl/7.88.1"`],
    ['apache with the time that it took', `${ip} - - ${stamp} ${request} 200 213 "-" "curl/7.88.1" 368`],
    ['apache, common with two times', `${ip} - - ${stamp} ${request} 200 213 368 0`],
    ['apache, vhost_combined', `frontend-0-0.local:80 ${ip} - - ${stamp} ${request} 200 416 "-" "curl/7.88.1"`],
    ['apache, a virtual host without port', `frontend-0-0.local ${ip} - - ${stamp} ${request} 200 213`],
    ['a user with blanks', `${ip} - a b ${stamp} ${request} 200 213`],
    ['a user that is called like an address', `${ip} 10.1.1.1 10.1.1.102 ${stamp} ${request} 200 213`],
  ])('%s', (_, text) => {
    expect(sniffFormat([text])).toBe('access-log');
    expect(parse('access-log', text)).toEqual({
      kind: 'observation',
      atMs: Date.UTC(2026, 10, 24, 23, 26, 10),
      sight: http(`${folder}/config`),
      who: { ip },
    });
  });

  it.each([
    ['lighttpd, a request that it refused', `${ip} - - ${stamp} "  " 400 345 "-" "-"`],
    ['apache to itself', `10.1.1.1 - - ${stamp} "OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (internal dummy connection)"`],
  ])('irrelevant: %s', (_, text) => {
    expect(parse('access-log', text)).toMatchObject({ kind: 'irrelevant' });
  });

  it.each([
    ['lighttpd', `lighttpd: ${ip} 10.1.1.1:8082 - ${stamp} ${request} 200 213 "-" "curl/7.88.1"`],
    ['nginx', `nginx: ${ip} - - ${stamp} ${request} 200 213 "-" "curl/7.88.1"`],
    ['nginx with its own host name', `frontend-0-0 nginx: ${ip} - - ${stamp} ${request} 200 213 "-" "curl/7.88.1"`],
    ['apache through logger', `httpd: ${ip} - - ${stamp} ${request} 200 213 "-" "curl/7.88.1" 368`],
  ])('in syslog: %s', (_, message) => {
    expect(parse('syslog', `Nov 24 18:26:13 frontend-0-0 ${message}`)).toMatchObject({ sight: http(`${folder}/config`), who: { ip } });
  });

  it('in syslog: what a web server says of itself is nothing', () => {
    expect(parse('syslog', 'Nov 24 18:26:13 frontend-0-0 nginx[7]: using inherited sockets from "6;"')).toMatchObject({
      kind: 'irrelevant',
    });
  });
});

describe('DHCPv6', () => {
  const lease = { ip: 'fd00:1::66', host: null };
  const client = '52:54:00:cc:00:01';
  const duid = `00:03:00:01:${client}`;

  it.each([
    ['dhcpd -6', inSyslog('dhcpd[127]', `Advertise NA: address fd00:1::66 to client with duid ${duid} iaid = 13369345 static`)],
    [
      'Kea',
      inSyslog(
        'kea-dhcp6',
        `INFO  [kea-dhcp6.leases.1402] DHCP6_LEASE_ADVERT duid=[${duid}], tid=0xdc99f1: lease for address fd00:1::66 and iaid=13369345 will be advertised`,
      ),
    ],
  ])('an advertisement of %s proves the Solicit', (_, text) => {
    expect(parse('syslog', text)).toMatchObject({ sight: { kind: 'dhcp', message: 'OFFER', answers: 'DISCOVER' }, who: { mac: client } });
  });

  it.each([
    ['dhcpd -6', inSyslog('dhcpd[127]', `Reply NA: address fd00:1::66 to client with duid ${duid} iaid = 13369345 static`)],
    [
      'dhcpd -6, LLT',
      inSyslog(
        'dhcpd[127]',
        `Reply NA: address fd00:1::66 to client with duid 00:01:00:01:32:93:ab:f1:${client} iaid = 1 valid for 600 seconds`,
      ),
    ],
    [
      'Kea',
      inSyslog(
        'kea-dhcp6',
        `INFO  [kea-dhcp6.leases.1402] DHCP6_LEASE_ALLOC duid=[${duid}], tid=0xdc99f1: lease for address fd00:1::66 and iaid=13369345 has been allocated for 1200 seconds`,
      ),
    ],
  ])('%s gives a lease', (_, text) => {
    expect(parse('syslog', text)).toMatchObject({
      sight: { kind: 'dhcp', message: 'ACK', answers: 'REQUEST' },
      who: { mac: client, ip: 'fd00:1::66' },
      lease,
    });
  });

  it('dnsmasq: its Request has no address', () => {
    expect(parse('syslog', inSyslog('dnsmasq-dhcp[215]', `DHCPREQUEST(eth0) ${duid} `))).toMatchObject({
      sight: { message: 'REQUEST' },
      who: { mac: client },
    });
  });

  it.each([
    inSyslog('dhcpd[127]', 'Solicit message from fe80::b8df:b2ff:fedc:caae port 546, transaction ID 0x5301EA00'),
    inSyslog('dhcpd[127]', 'Client 00:03:00:01:52:54:00:cc:00:01 releases address fd00:1::66'),
    inSyslog(
      'dhcpd[127]',
      'Reply NA: address fd00:1::66 to client with duid 00:04:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00 iaid = 1 static',
    ),
    inSyslog(
      'kea-dhcp6',
      'INFO  [kea-dhcp6.leases.1402] DHCP6_LEASE_ADVERT duid=[00:02:00:00:ab:11], tid=0x1: lease for address fd00:1::66 and iaid=1 will be advertised',
    ),
  ])('tells no machine: %s', (text) => {
    expect(parse('syslog', text)).toMatchObject({ kind: 'irrelevant' });
  });
});

describe('Kea at DEBUG', () => {
  const asked = atDebug('DHCP4_PACKET_RECEIVED', 'DHCPREQUEST (type 3) received from 0.0.0.0 to 255.255.255.255 on interface eth0');

  it('tells each packet, and a refusal', () => {
    expect(parse('syslog', asked)).toMatchObject(dhcp('REQUEST'));
    expect(
      parse(
        'syslog',
        atDebug('DHCP4_PACKET_SEND', 'trying to send packet DHCPNAK (type 6) from 10.1.1.1:67 to 255.255.255.255:68 on interface eth0'),
      ),
    ).toMatchObject(dhcp('NAK'));
  });

  it('takes no message for two', () => {
    const granted = atDebug('DHCP4_LEASE_ALLOC', 'lease 10.1.1.200 has been allocated for 1200 seconds');
    expect(parse('syslog', asked, granted)).toMatchObject({ sight: { message: 'ACK' } });
    expect(parse('syslog', asked, granted)).not.toHaveProperty('sight.answers');
    const reboot = atDebug('DHCP4_INIT_REBOOT', 'client is in INIT-REBOOT state and requests address 192.168.99.7');
    expect(parse('syslog', asked, reboot)).toMatchObject({ kind: 'irrelevant' });
    expect(parse('syslog', reboot)).toMatchObject(dhcp('REQUEST'));
  });

  it('with no address left, says so', () => {
    expect(parse('syslog', atDebug('ALLOC_ENGINE_V4_ALLOC_FAIL', 'failed to allocate an IPv4 address after 3 attempt(s)'))).toMatchObject({
      sight: { message: 'DISCOVER', note: 'failed to allocate an IPv4 address after 3 attempt(s)' },
      who: { mac },
    });
  });

  it.each([
    atDebug('DHCP4_CLIENT_HOSTNAME_DATA', 'client sent Hostname option: DHCPACK on 10.1.1.102 x'),
    atDebug('DHCP4_PACKET_SEND', 'trying to send packet DHCPACK (type 5) from 10.1.1.1:67 to 10.1.1.200:68 on interface eth0'),
    atDebug('DHCP4_SUBNET_SELECTED', 'the subnet with ID 1 was selected for client assignments'),
  ])('irrelevant: %s', (text) => {
    expect(parse('syslog', text)).toMatchObject({ kind: 'irrelevant' });
  });
});

describe('syslog that keeps the form of RFC 5424', () => {
  it.each([
    ['<30>1 2026-11-21T01:05:34.002208+00:00 frontend-0-0 in.tftpd 143 - - RRQ from 10.1.1.101 filename pxelinux.0', 'pxelinux.0'],
    ['<29>1 2026-11-21T01:05:34.002208+00:00 frontend-0-0 in.tftpd 143 - -  RRQ from 10.1.1.101 filename pxelinux.0', 'pxelinux.0'],
    ['<29>1 2026-11-21T01:05:34.002Z frontend-0-0 in.tftpd 143 - - \uFEFFRRQ from 10.1.1.101 filename pxelinux.0', 'pxelinux.0'],
    ['<30>1 2026-11-21T01:05:34.002208Z - in.tftpd - - [origin@1 a="\\]"][b c="d"] RRQ from 10.1.1.101 filename pxelinux.0', 'pxelinux.0'],
  ])('%s', (text, file) => {
    expect(sniffFormat([text])).toBe('syslog');
    expect(parse('syslog', text)).toMatchObject({ atMs: Date.UTC(2026, 10, 21, 1, 5, 34, 2), sight: { file }, who: { ip } });
  });

  it.each(['<30>1 - frontend-0-0 in.tftpd 143 - - RRQ from 10.1.1.101 filename x', '<30>1 2026-11-21T01:05:34Z frontend-0-0'])(
    'odd: %s',
    (text) => {
      expect(parse('syslog', text)).toEqual({ kind: 'unparsed', atMs: null });
    },
  );
});
