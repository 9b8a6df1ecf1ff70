import { expect, it } from 'vitest';
import { tagged } from '../../../../server/inputs/contract/boot-server-tag.ts';

it.each([
  ['Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename pxelinux.0', true],
  ['Nov 21 01:05:34 frontend-0-0 tftpd: RRQ from 10.1.1.101 filename pxelinux.0', true],
  ['2026-11-21T01:05:20.952583+00:00 frontend-0-0 tftpd[7]: x', true],
  ['Nov 21 01:05:34 frontend-0-0 atftpd[145]: x', false],
  ['Nov 21 01:05:34 frontend-0-0 in.tftpd[x]: y', false],
  ['Nov 21 01:05:34 frontend-0-0 in.tftpd-helper: y', false],
  ['Nov 21 01:05:34 frontend-0-0 in.tftpd:y', false],
  ['in.tftpd[145]: x', false],
])('%s: %s', (line, expected) => {
  expect(tagged(String.raw`in\.tftpd|tftpd`).test(line)).toBe(expected);
});
