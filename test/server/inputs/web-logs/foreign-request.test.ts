import { expect, it } from 'vitest';
import * as fc from '../../../fuzzing.ts';
import { createAccessLogParser } from '../../../../server/inputs/web-logs/access-log.ts';
import { accessLines, logLine, kindOf } from '../real-lines.ts';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';

const known = '10.1.1.101 - - [21/Nov/2026:01:05:01 +0000] "GET / HTTP/1.1" 200 1';

/** What the filter says of `text` when a line of this minute was read. */
function isPassedOver(text: string, before = known): boolean {
  const { isForeign, parse } = createAccessLogParser();
  parse(logLine(before));
  const block = Buffer.from(`before\n${text}\nafter`);
  return isForeign?.(block, 'before\n'.length, block.length - '\nafter'.length) ?? false;
}

const line = (request: string, { client = '10.1.1.1', user = '-', time = '21/Nov/2026:01:05:59 +0000' } = {}): string =>
  `${client} - ${user} [${time}] ${request}`;

it.each([
  ['what apache asks of itself', line('"OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (internal dummy connection)"'), true],
  ['a health check', line('"HEAD /install/ HTTP/1.1" 200 -'), true],
  ['WebDAV', line('"PROPFIND /scratch/ HTTP/1.1" 207 4120'), true],
  ['the words of a fetch in another request', line('"HEAD /GET HTTP/1.1" 200 0 "GET / HTTP/1.1" "POST"'), true],
  ['a fetch', line('"GET /install/sbin/profile.cgi HTTP/1.1" 200 4512'), false],
  ['a message', line('"POST /status HTTP/1.1" 200 1'), false],
  ['a fetch whose method is escaped', line(String.raw`"\x47ET / HTTP/1.1" 200 1`), false],
  ['no method', line('"-" 408 -'), false],
  ['an escape', line(String.raw`"HEAD /a HTTP/1.1" 200 0 "-" "a \"quoted\" agent"`), false],
  ['an open quote', line('"HEAD /a HTTP/1.1" 200 0 "-'), false],
  ['no status', line('"HEAD /a HTTP/1.1" - 0'), false],
  ['no size', line('"HEAD /a HTTP/1.1" 200 '), false],
  ['a size and more', line('"HEAD /a HTTP/1.1" 200 12x'), false],
  ['a user', line('"HEAD /a HTTP/1.1" 200 0', { user: 'admin' }), false],
  ['a name', line('"HEAD /a HTTP/1.1" 200 0', { client: 'backend-0-0' }), false],
  ['no address', line('"HEAD /a HTTP/1.1" 200 0', { client: '10.1.1.256' }), false],
  ['three octets', line('"HEAD /a HTTP/1.1" 200 0', { client: '10.1.1' }), false],
  ['an octet with a zero in front', line('"HEAD /a HTTP/1.1" 200 0', { client: '10.1.1.01' }), false],
  ['another minute', line('"HEAD /a HTTP/1.1" 200 0', { time: '21/Nov/2026:01:06:00 +0000' }), false],
  ['another zone', line('"HEAD /a HTTP/1.1" 200 0', { time: '21/Nov/2026:01:05:59 +0100' }), false],
  ['no second', line('"HEAD /a HTTP/1.1" 200 0', { time: '21/Nov/2026:01:05:60 +0000' }), false],
  ['next to nothing', '10.1.1.1 - - [', false],
])('%s', (_, text, expected) => {
  expect(isPassedOver(text)).toBe(expected);
});

it('knows no minute before the first line, nor one that does not exist', () => {
  const time = '31/Nov/2026:01:05:59 +0000';
  const text = line('"HEAD /a HTTP/1.1" 200 0', { time });
  expect(isPassedOver(text, 'no line of an access log')).toBe(false);
  expect(isPassedOver(text, text)).toBe(false);
});

it('passes over nothing but what the parser finds to be nothing of ours', () => {
  const damaged = fc
    .constantFrom(...accessLines, line('"OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (internal dummy connection)"'))
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 20 }))
        .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
    );
  const isSafe = fc.property(damaged, (text) => {
    return !isPassedOver(text, text) || kindOf(createAccessLogParser().parse(logLine(text))) === 'irrelevant';
  });
  expect(fc.check(isSafe, { numRuns: fc.tries(2_000) })).toMatchObject({ failed: false });
});

it('reads the times of lines in any order of minutes and zones', () => {
  const { parse } = createAccessLogParser();
  const times = [
    '01:05:59 +0000',
    '01:05:00 +0000',
    '01:06:01 +0000',
    '01:05:02 +0000',
    '01:05:03 +0100',
    '01:05:61 +0100',
    '01:05:04 -0030',
  ];
  const read = times.map((time) => timeOf(parse(logLine(line('"GET / HTTP/1.1" 200 1', { time: `21/Nov/2026:${time}` })))));
  expect(read.map((atMs) => (atMs === null ? null : new Date(atMs).toISOString().slice(11, 19)))).toEqual([
    '01:05:59',
    '01:05:00',
    '01:06:01',
    '01:05:02',
    '00:05:03',
    null,
    '01:35:04',
  ]);
});
