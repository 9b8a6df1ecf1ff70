import { describe, expect, it } from 'vitest';
import { logLine, receivedAtMs, silent, unparsed } from '../real-lines.ts';
import { createSyslogParser } from '../readers.ts';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';

const create = (timeZone = 'UTC') => createSyslogParser({ timeZone, nowMs: () => receivedAtMs });
const atMs = Date.UTC(2026, 10, 21, 1, 5, 20);

it('makes an observation with its evidence', () => {
  const text = 'Nov 21 01:05:20 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0';
  expect(create().parse(logLine(text))).toEqual({
    kind: 'reading',
    atMs,
    observations: [
      {
        sight: { kind: 'dhcp', message: 'ACK', note: null },
        who: { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' },
        lease: { ip: '10.1.1.101', host: null },
        observedAtMs: atMs,
        receivedAtMs,
        evidence: { source: 'messages', line: 7, offset: 1234, text },
      },
    ],
  });
});

it('reads times in the zone of the log', () => {
  const line = logLine('Nov 20 20:05:20 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0');
  expect(create('America/New_York').parse(line)).toMatchObject({ kind: 'reading', atMs, observations: [{ observedAtMs: atMs }] });
});

it('joins a refusal with its request, for either name of the program', () => {
  const parser = create();
  parser.parse(logLine('Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename pxelinux.cfg/01-52-54-00-aa-00-10'));
  parser.parse(logLine('Nov 21 01:05:34 frontend-0-0 tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.cfg/0A010165'));
  const refused = parser.parse(logLine('Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: sending NAK (1, File not found) to 10.1.1.101'));
  expect(refused).toMatchObject({
    kind: 'reading',
    observations: [
      { sight: { kind: 'tftp', file: 'pxelinux.cfg/01-52-54-00-aa-00-10', error: 'File not found' }, who: { ip: '10.1.1.101' } },
    ],
  });
  expect(parser.parse(logLine('Nov 21 01:05:34 frontend-0-0 tftpd[146]: sending NAK (1, File not found) to 10.1.1.101'))).toMatchObject({
    observations: [{ sight: { file: 'pxelinux.cfg/0A010165' } }],
  });
});

describe('goes by the program', () => {
  it.each([
    'dhclient[561]: DHCPREQUEST for 10.1.1.202 on eth0 to 255.255.255.255 port 67',
    'dhclient[561]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0',
    'dhcpd2[561]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0',
    'setPxeBoot.cgi[668]: remote addr 10.1.1.101',
    'rsyslogd: [origin software="rsyslogd"] rsyslogd was HUPed',
    'in.tftpd[728]: tftpd: read: Connection refused',
    'in.tftpd[354]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0',
    'dhcpd[130]: RRQ from 10.1.1.101 filename pxelinux.0',
    'constructor[1]: x',
  ])('irrelevant: %s', (text) => {
    expect(create().parse(logLine(`Nov 21 01:05:20 frontend-0-0 ${text}`))).toEqual(silent(atMs));
  });
});

// What is left of a line still has its time, as long as the header is whole.
it.each([
  ['Nov 21 01:05:20 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54', atMs],
  ['Nov 21 01:05:20 frontend-0-0 in.tftpd[127]: RRQ from', atMs],
  ['Nov 21 01:05:20 frontend-0-0 in.tftpd[127]: sending NAK (1, File not', atMs],
  ['2026-11-21T01:05:20.000000+00:00 frontend-0-0 in.tftpd[127]: RRQ from 10.1.1.101 filen', atMs],
  ['Nov 21 01:05:20 frontend-0-0 in.tftpd', null],
  ['Nov 31 01:05:20 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0', null],
  ['', null],
  ['20 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0', null],
])('odd: %j', (text, time) => {
  expect(create().parse(logLine(text))).toEqual(time === null ? 'unparsed' : unparsed(time));
});

it('keeps the requests of each log to itself', () => {
  create().parse(logLine('Nov 21 01:05:20 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename pxelinux.0'));
  const refused = create().parse(logLine('Nov 21 01:05:20 frontend-0-0 in.tftpd[145]: sending NAK (1, File not found) to 10.1.1.101'));
  expect(refused).toEqual(silent(atMs));
});

it('takes the year of the first line', () => {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2024, nowMs: () => receivedAtMs });
  const times = ['Dec 31 23:59:59', 'Jan  1 00:00:00'].map((stamp) => timeOf(parser.parse(logLine(`${stamp} f dhcpd[1]: x`))));
  expect(times).toEqual([Date.UTC(2024, 11, 31, 23, 59, 59), Date.UTC(2025, 0, 1)]);
});

it('refuses a zone that does not exist', () => {
  expect(() => create('Mars/Olympus')).toThrow(RangeError);
});
