import { describe, expect, it } from 'vitest';
import { createKeaLogParser } from '../../../../server/inputs/kea/kea-log.ts';
import { keaLines, logLine, receivedAtMs, silent, unparsed } from '../real-lines.ts';

const parse = (text: string, timeZone = 'UTC') => createKeaLogParser({ timeZone }).parse(logLine(text, 'kea-dhcp4.log'));
const alloc =
  'INFO  [kea-dhcp4.leases/127.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds';
const started = 'INFO  [kea-dhcp4.dhcp4/127.140326354498048] DHCP4_STARTED Kea DHCPv4 server version 2.2.0 started';

it('a lease, with its time and its evidence', () => {
  const text = `2026-11-21 01:21:12.159 ${alloc}`;
  const atMs = Date.parse('2026-11-21T01:21:12.159Z');
  expect(parse(text)).toMatchObject({
    atMs,
    observations: [
      {
        sight: { kind: 'dhcp', message: 'ACK', answers: 'REQUEST' },
        who: { mac: '52:54:00:cc:00:02', ip: '10.1.1.200' },
        lease: { ip: '10.1.1.200', host: null },
        observedAtMs: atMs,
        receivedAtMs,
        evidence: { source: 'kea-dhcp4.log', line: 7, text },
      },
    ],
  });
});

it.each(keaLines)('real: %s', (text) => {
  expect(parse(text)).toMatchObject({ kind: 'reading', observations: [{ sight: { kind: 'dhcp' } }] });
});

it.each(['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG'])('a message of %s that says nothing of ours has its time', (level) => {
  const text = `2026-11-21 01:21:12.159 ${level} ${started.slice('INFO  '.length)}`;
  expect(parse(text)).toEqual(silent(Date.parse('2026-11-21T01:21:12.159Z')));
});

it('a message that is cut off has its time and no more', () => {
  expect(parse(`2026-11-21 01:21:12.159 ${alloc.slice(0, -40)}`)).toEqual(unparsed(Date.parse('2026-11-21T01:21:12.159Z')));
});

it.each([
  alloc,
  `2026-11-31 01:21:12.159 ${alloc}`,
  `2026-11-21 24:21:12.159 ${alloc}`,
  `2026-11-21 01:21:12 ${alloc}`,
  `2026-11-21T01:21:12.159 ${alloc}`,
  `2026-11-21 01:21:12.159 NOTE ${alloc}`,
  `x2026-11-21 01:21:12.159 ${alloc}`,
  '2026-11-21 01:21:12.159 INFO',
  '',
])('no line of its own: %j', (text) => {
  expect(parse(text)).toBe('unparsed');
});

describe('local time', () => {
  it.each([
    ['America/New_York', '2026-11-20 20:21:12.159', '2026-11-21T01:21:12.159Z'],
    ['America/New_York', '2026-07-01 12:00:00.000', '2026-07-01T16:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-21 06:51:12.159', '2026-11-21T01:21:12.159Z'],
  ])('of %s: %s', (timeZone, stamp, iso) => {
    expect(parse(`${stamp} ${started}`, timeZone)).toEqual(silent(Date.parse(iso)));
  });

  it('of the hour that comes twice goes by the lines before', () => {
    const parser = createKeaLogParser({ timeZone: 'America/New_York' });
    const times = ['00:59:59', '01:30:00', '01:59:59', '01:00:00', '01:30:00', '02:00:00'].map((time) =>
      parser.parse(logLine(`2026-11-01 ${time}.000 ${started}`)),
    );
    expect(times).toEqual(
      ['04:59:59', '05:30:00', '05:59:59', '06:00:00', '06:30:00', '07:00:00'].map((time) => silent(Date.parse(`2026-11-01T${time}Z`))),
    );
  });

  it('needs a zone that exists', () => {
    expect(() => createKeaLogParser({ timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

it('remembers what the server tells of packets', () => {
  const client = '[hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706';
  const packet = `DEBUG [kea-dhcp4.packets/127.1] DHCP4_PACKET_RECEIVED ${client}: DHCPREQUEST (type 3) received from 0.0.0.0 to 255.255.255.255 on interface eth0`;
  const parser = createKeaLogParser({ timeZone: 'UTC' });
  const seen = [packet, alloc].map((text) => parser.parse(logLine(`2026-11-21 01:21:12.159 ${text}`)));
  expect(seen).toMatchObject([{ observations: [{ sight: { message: 'REQUEST' } }] }, { observations: [{ sight: { message: 'ACK' } }] }]);
  expect(seen[1]).not.toMatchObject({ observations: [{ sight: { answers: 'REQUEST' } }] });
});
