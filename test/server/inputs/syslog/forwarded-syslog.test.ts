import { expect, it } from 'vitest';
import { createForwardedReader } from '../../../../server/inputs/syslog/forwarded-syslog.ts';
import { receivedAtMs } from '../real-lines.ts';
import { programs } from '../readers.ts';

const create = (timeZone = 'UTC') => createForwardedReader({ timeZone, nowMs: () => receivedAtMs, programs });
const request = (file: string): string => `<29>Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename ${file}`;
const refusal = '<29>Nov 21 01:05:35 frontend-0-0 in.tftpd[145]: sending NAK (1, File not found) to 10.1.1.101';
const tftp = (file: string, error: string | null = null) => ({ sight: { kind: 'tftp', file, error }, who: { ip: '10.1.1.101' } });

it.each([
  ['RFC 3164', 'UTC', request('a')],
  ['RFC 3164, in the zone of the server', 'America/New_York', request('a').replace('21 01:', '20 20:')],
  ['RFC 5424', 'Asia/Kolkata', '<29>1 2026-11-21T01:05:34Z frontend-0-0 in.tftpd 145 - - RRQ from 10.1.1.101 filename a'],
])('a boot server’s message has the time that is in it: %s', (_, timeZone, text) => {
  expect(create(timeZone)(text, '10.1.1.1')).toEqual({ ...tftp('a'), observedAtMs: Date.UTC(2026, 10, 21, 1, 5, 34) });
});

it('an earlier message is remembered for its sender only', () => {
  const read = create();
  read(request('of-one'), '10.1.1.1');
  read(request('of-two'), '10.1.1.2');
  expect(read(refusal, '10.1.1.1')).toMatchObject(tftp('of-one', 'File not found'));
  expect(read(refusal, '10.1.1.2')).toMatchObject(tftp('of-two', 'File not found'));
  expect(read(refusal, '10.1.1.3')).toBe('irrelevant');
});

it('many senders do not fill memory: beyond 256, earlier messages are forgotten', () => {
  const read = create();
  read(request('a'), '10.1.1.1');
  for (let i = 1; i < 256; i++) read(request('b'), `10.2.0.${i}`);
  read(request('a'), '10.1.1.1');
  expect(read(refusal, '10.1.1.1')).toMatchObject(tftp('a', 'File not found'));
  read(request('a'), '10.1.1.1');
  read(request('b'), '10.2.1.1');
  expect(read(refusal, '10.1.1.1')).toBe('irrelevant');
});

it('what it forwards of an installing machine is that machine’s, by the name in it', () => {
  expect(create()('<14>Nov 21 01:05:34 backend-0-0 checklist: DISKS_NUKED', '10.1.1.1')).toEqual({
    sight: { kind: 'report', stage: 'DISKS_NUKED', error: false, message: null },
    who: { host: 'backend-0-0' },
  });
});

it.each([
  ['<30>Nov 21 01:05:34 frontend-0-0 sshd[7]: Accepted publickey for root', 'irrelevant'],
  ['<29>Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: tftpd: read: Connection refused', 'irrelevant'],
  ['<29>Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from', 'unparsed'],
  ['no syslog', 'unparsed'],
])('%s: %s', (text, expected) => {
  expect(create()(text, '10.1.1.1')).toBe(expected);
});
