import { expect, it } from 'vitest';
import { newReading } from '../../../../server/core/queue.ts';
import { isUnparsed, timeOf } from '../../../../server/inputs/contract/parser.ts';
import { unparsed } from '../real-lines.ts';
import { createSyslogParser } from '../readers.ts';

it.each([
  ['irrelevant', null, false],
  ['unparsed', null, true],
  [newReading(7), 7, false],
  [newReading(0), 0, false],
  [{ ...newReading(7), ...unparsed(7), kind: 'reading' }, 7, true],
] as const)('%j is of %s; not understood: %s', (read, atMs, expected) => {
  expect([timeOf(read), isUnparsed(read)]).toEqual([atMs, expected]);
});

it.each([
  ['Nov 21 01:05:20 frontend-0-0 sshd[7]: x', false],
  ['Nov 21 01:05:20 frontend-0-0 in.tftpd[127]: RRQ from', true],
  ['no syslog', true],
])('real: %j is not understood: %s', (text, expected) => {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: () => 0 });
  expect(isUnparsed(parser.parse({ text, source: '', number: null, offset: null, receivedAtMs: 0 }))).toBe(expected);
});
