import { describe, expect, it } from 'vitest';
import { createTftpdReader } from '../../../../server/inputs/tftpd-hpa/in-tftpd.ts';

const ip = '10.1.1.101';
const notFound = `sending NAK (1, File not found) to ${ip}`;
const seen = (file: string, error: string | null = null) => ({ sight: { kind: 'tftp', file, error }, who: { ip } });

describe('a read request', () => {
  it.each([
    'pxelinux.0',
    '/grub/grub.cfg-10.1.1.101',
    './pxelinux.0',
    'pxelinux.cfg/',
    'no such file',
    'vmlinuz filename chain.c32',
    'a#011b',
    'café',
    '%s%n',
    'x#012Nov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
    'f'.repeat(500),
  ])('for %j keeps the whole name', (file) => {
    expect(createTftpdReader()(`RRQ from ${ip} filename ${file}`, 143)).toEqual(seen(file));
  });

  it.each([
    ['fd00:1::66', { ip: 'fd00:1::66' }],
    ['::ffff:10.1.1.101', { ip: '10.1.1.101' }],
    ['Backend-0-0.local', { host: 'backend-0-0.local' }],
  ])('of client %s', (client, who) => {
    expect(createTftpdReader()(`RRQ from ${client} filename pxelinux.0`, 143)).toMatchObject({ who });
  });

  it.each([`RRQ from ${ip} filen`, `RRQ from ${ip} filename `, 'RRQ from 10.1.1.999 filename x', `RRQ ${ip}`, 'RRQ '])(
    'is odd as %j',
    (text) => {
      expect(createTftpdReader()(text, 143)).toBe('unparsed');
    },
  );
});

describe('a refusal', () => {
  it('is joined by process with its request, once, though other processes write between', () => {
    const read = createTftpdReader();
    read(`RRQ from ${ip} filename pxelinux.cfg/01-52-54-00-aa-00-10`, 145);
    read(`RRQ from ${ip} filename pxelinux.cfg/0A010165`, 146);
    expect(read(notFound, 145)).toEqual(seen('pxelinux.cfg/01-52-54-00-aa-00-10', 'File not found'));
    expect(read(notFound, 145)).toBe('irrelevant');
    expect(read(`sending NAK (0, Is a directory) to ${ip}`, 146)).toEqual(seen('pxelinux.cfg/0A010165', 'Is a directory'));
  });

  it('takes the newest request of a process number', () => {
    const read = createTftpdReader();
    read(`RRQ from ${ip} filename old`, 145);
    read(`RRQ from ${ip} filename new`, 145);
    expect(read(notFound, 145)).toEqual(seen('new', 'File not found'));
  });

  it.each([
    ['without a request', () => [], 145],
    ['of a write request', () => [`RRQ from ${ip} filename a`, `WRQ from ${ip} filename upload.txt`], 145],
    ['to somebody else', () => ['RRQ from 10.1.1.102 filename a'], 145],
    ['without a process', () => [`RRQ from ${ip} filename a`], null],
  ] as const)('%s is irrelevant', (_, before, pid) => {
    const read = createTftpdReader();
    for (const message of before()) read(message, pid);
    expect(read(notFound, pid)).toBe('irrelevant');
  });

  it.each(['sending NAK (1, File not found) to', 'sending NAK (1, File not', 'sending NAK 1'])('is odd as %j', (text) => {
    expect(createTftpdReader()(text, 145)).toBe('unparsed');
  });

  it('remembers the last 1024 processes', () => {
    const read = createTftpdReader();
    for (let pid = 1; pid <= 1025; pid++) read(`RRQ from ${ip} filename file-${pid}`, pid);
    expect(read(notFound, 1)).toBe('irrelevant');
    expect(read(notFound, 2)).toEqual(seen('file-2', 'File not found'));
    expect(read(notFound, 1025)).toEqual(seen('file-1025', 'File not found'));
  });
});

it.each([
  'WRQ from 10.1.1.101 filename upload.txt',
  'tftpd: read: Connection refused',
  'tftpd: read(ack): Connection refused',
  'tftp: client does not accept options',
  'a message with RRQ from 10.1.1.101 filename pxelinux.0',
  '',
])('%j is irrelevant', (text) => {
  expect(createTftpdReader()(text, 143)).toBe('irrelevant');
});
