import { describe, expect, it } from 'vitest';
import { logLine, silent } from '../real-lines.ts';
import { createJournalParser, sniffFormat } from '../readers.ts';

const atMs = 1_795_224_161_259;
const entry = (rest: object = {}) =>
  JSON.stringify({
    _MACHINE_ID: '3d1219c7c4c5404aaa1f6d2a48adfda4',
    _HOSTNAME: 'frontend-0-0',
    SYSLOG_IDENTIFIER: 'in.tftpd',
    __REALTIME_TIMESTAMP: '1795224161259268',
    MESSAGE: 'RRQ from 10.1.1.101 filename pxelinux.0',
    __CURSOR: 's=7a3b5675de86445da2c469f05600b392;i=1d;b=f93844395a93476eb0aac378cfbfc3a8;m=a863811f;t=660bf326c8f04;x=ae21a968bdf78e04',
    _PID: '146',
    SYSLOG_PID: '146',
    _COMM: 'in.tftpd',
    _SOURCE_REALTIME_TIMESTAMP: '1795224161259190',
    SYSLOG_RAW: '<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0\n',
    ...rest,
  });
const parse = (text: string) => createJournalParser().parse(logLine(text, 'journal'));
const sight = { kind: 'tftp', file: 'pxelinux.0', error: null };

it('is recognised, and read with what journalctl would show as evidence', () => {
  expect(sniffFormat([entry()])).toBe('journal-json');
  expect(parse(entry())).toMatchObject({
    kind: 'reading',
    atMs,
    observations: [
      {
        sight,
        who: { ip: '10.1.1.101' },
        observedAtMs: atMs,
        evidence: { text: '2026-11-21T01:22:41.259Z frontend-0-0 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0' },
      },
    ],
  });
});

describe('a value', () => {
  it.each([
    ['that is no text comes as its bytes', { MESSAGE: [...Buffer.from('RRQ from 10.1.1.101 filename caf\xc3', 'latin1')] }, 'caf\uFFFD'],
    ['that occurs several times is a list', { MESSAGE: ['x', 'RRQ from 10.1.1.101 filename last'] }, 'last'],
    ['may be a list of bytes in a list', { MESSAGE: ['x', [...Buffer.from('RRQ from 10.1.1.101 filename b')]] }, 'b'],
  ])('%s', (_, rest, file) => {
    expect(parse(entry(rest))).toMatchObject({ observations: [{ sight: { file } }] });
  });

  it.each([
    ['is null where it is too long', { MESSAGE: null }],
    ['may be missing', { MESSAGE: undefined }],
    ['may be an empty list', { MESSAGE: [] }],
    ['of a program without a reader', { SYSLOG_IDENTIFIER: 'dhclient' }],
  ])('%s', (_, rest) => {
    expect(parse(entry(rest))).toEqual(silent(atMs));
  });
});

it('goes by when it was received where the sender’s time is not known, and by the command where it gave no name', () => {
  const rest = { _SOURCE_REALTIME_TIMESTAMP: undefined, SYSLOG_IDENTIFIER: undefined, __REALTIME_TIMESTAMP: '1795224161300000' };
  expect(parse(entry(rest))).toMatchObject({ kind: 'reading', atMs: 1_795_224_161_300, observations: [{ sight }] });
});

it('joins a refusal with its request by the process', () => {
  const parser = createJournalParser();
  parser.parse(logLine(entry()));
  const refused = parser.parse(logLine(entry({ MESSAGE: 'sending NAK (1, File not found) to 10.1.1.101' })));
  expect(refused).toMatchObject({ observations: [{ sight: { file: 'pxelinux.0', error: 'File not found' } }] });
});

it.each([
  entry().slice(0, 100),
  '{}',
  'x',
  '[1]',
  entry({ __CURSOR: 5 }),
  entry({ MESSAGE: { a: 1 } }),
  entry({ _SOURCE_REALTIME_TIMESTAMP: 'soon' }),
  entry({ __REALTIME_TIMESTAMP: undefined, _SOURCE_REALTIME_TIMESTAMP: undefined }),
])('odd: %s', (text) => {
  expect(parse(text)).toBe('unparsed');
});
