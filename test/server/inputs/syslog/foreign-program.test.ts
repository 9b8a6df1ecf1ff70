import { expect, it } from 'vitest';
import * as fc from '../../../fuzzing.ts';
import { createForeignProgramFilter } from '../../../../server/inputs/syslog/foreign-program.ts';
import { logLine, receivedAtMs, syslogLines, kindOf } from '../real-lines.ts';
import { createSyslogParser } from '../readers.ts';

/** What the filter says of `text` after a line of the same minute. */
function isPassedOver(text: string): boolean {
  const isForeign = createForeignProgramFilter(['dhcpd', 'in.tftpd']);
  const block = Buffer.from(`before\n${text}\nafter`);
  const [from, to] = ['before\n'.length, block.length - '\nafter'.length];
  isForeign(block, from, to);
  return isForeign(block, from, to);
}

it.each([
  ['another program', 'Nov 21 01:05:17 frontend-0-0 sshd[9001]: Accepted publickey for root', true],
  ['another program, without a process', 'Nov 21 01:05:17 frontend-0-0 kernel: eth0: link is up, 10000 Mbps', true],
  ['the new form', '2026-11-21T01:05:20.952583+00:00 frontend-0-0 systemd[1]: Started Session 1234', true],
  ['the new form without fractions', '2026-11-21T01:05:20Z frontend-0-0 systemd[1]: Started Session 1234', true],
  [
    'the words of one of ours in another',
    'Nov 21 01:05:17 frontend-0-0 logger: dhcpd[127]: DHCPACK on 10.1.1.1 to 52:54:00:aa:00:10 via eth0',
    true,
  ],
  ['a name that begins like one of ours', 'Nov 21 01:05:17 frontend-0-0 dhcpd6[127]: Solicit message from fe80::1', true],
  ['one of ours', 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0', false],
  ['one of ours in the new form', '2026-11-21T01:05:20.952583+00:00 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.1 filename x', false],
  ['one of ours without a host', 'Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0', false],
  ['one of ours with a priority', '<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0', false],
  ['one space in front of a day', 'Nov 1 01:22:41 frontend-0-0 sshd[9001]: Accepted publickey for root', false],
  ['no program', 'Nov 21 01:22:41 frontend-0-0 last message repeated 2 times', false],
  ['no program and no host', 'Nov 21 01:22:41 : what is this, it has no program at all', false],
  ['no syslog', 'a line of some other log, which is long enough: to be looked at', false],
  ['next to nothing', 'Nov 21 01:05:17 a b: c', false],
])('%s', (_, text, expected) => {
  expect(isPassedOver(text)).toBe(expected);
});

it('takes the long way once in every minute, also when clocks are set back', () => {
  const isForeign = createForeignProgramFilter(['dhcpd']);
  const said = ['01:59:58', '01:59:59', '01:00:00', '01:00:01'].map((time) => {
    const block = Buffer.from(`Oct 25 ${time} frontend-0-0 sshd[9001]: Accepted publickey for root`);
    return isForeign(block, 0, block.length);
  });
  expect(said).toEqual([false, true, false, true]);
});

it('passes over nothing in which the parser finds something', () => {
  const damaged = fc
    .constantFrom(...syslogLines)
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 20 }))
        .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
    );
  const isSafe = fc.property(fc.oneof(fc.constantFrom(...syslogLines), damaged), (text) => {
    const { isForeign, parse } = createSyslogParser({ timeZone: 'UTC', nowMs: () => receivedAtMs });
    const block = Buffer.from(text);
    isForeign?.(block, 0, block.length);
    return !isForeign?.(block, 0, block.length) || kindOf(parse(logLine(text))) !== 'observation';
  });
  expect(fc.check(isSafe, { numRuns: fc.tries(2_000) })).toMatchObject({ failed: false });
});
