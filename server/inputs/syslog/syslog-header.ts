// Splits a line of a syslog file into time, host, program and message. The program's own parser interprets the message.
import { monthNumber, offsetMs, utcMs } from '../clocks/calendar.ts';
import { createYearlessTimeReader, type YearlessTimeOptions } from '../clocks/yearless-time.ts';

export interface SyslogHeader {
  /** Epoch milliseconds. */
  atMs: number;
  /** Null if the line has none, as with local sockets. */
  host: string | null;
  /** Empty for syslogd's own remarks, such as `last message repeated 2 times`. */
  program: string;
  pid: number | null;
  message: string;
}

export type SyslogHeaderReader = (text: string) => SyslogHeader | undefined;

// Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0
// <29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0
const yearless = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})? /;
// 2026-11-21T01:05:20.952583+00:00 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0
const iso = /^(?:<\d{1,3}>)?(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d) /;
// <30>1 2026-11-21T01:05:20.952583+00:00 frontend-0-0 dhcpd 127 - - DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0
const numbered = /^<\d{1,3}>1 /;
const modern = /^(\S{1,255}) (\S{1,48}) (\S{1,128}) \S{1,32} (?:-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: (.*))?$/s;
// atftpd numbers its threads too: atftpd[11708.140638952789696]: Serving pxelinux.0 to 10.1.1.101:58683
const tag = /^([^\s:[\]]{1,128})(?:\[(\d{1,10})(?:\.\d{1,20})?\])?:$/;

/** A reader for the lines of one log, in order: the year of the old format follows from earlier lines. */
export function createSyslogHeaderReader(options: YearlessTimeOptions): SyslogHeaderReader {
  const readYearless = createYearlessTimeReader(options);
  // The timestamp as written, including the following space. Most lines repeat the previous line's timestamp and mean the same time.
  let last: { stamp: string; atMs: number } | undefined;
  return (text) => {
    if (last && text.startsWith(last.stamp)) return readTag(text.slice(last.stamp.length), last.atMs);
    const version = text.startsWith('<') ? numbered.exec(text) : null;
    if (version) return readModern(text.slice(version[0].length));
    const old = yearless.exec(text);
    const stamp = old ?? iso.exec(text);
    const header = stamp && readTag(text.slice(stamp[0].length), NaN);
    const atMs = !header ? undefined : old ? readYearless(yearlessDigits(old)) : readIso(stamp);
    if (!header || atMs === undefined) return undefined;
    last = { stamp: stamp[0], atMs };
    header.atMs = atMs;
    return header;
  };
}

/** RFC 5424, 6: the part after the version; - is an empty field. */
function readModern(text: string): SyslogHeader | undefined {
  const stamp = iso.exec(text);
  const atMs = stamp ? readIso(stamp) : undefined;
  const [, host = '', program = '', pid = '', message = ''] = (stamp && modern.exec(text.slice(stamp[0].length))) ?? [];
  if (atMs === undefined || host === '') return undefined;
  const number = /^\d{1,10}$/.test(pid) ? Number(pid) : null;
  // trimStart also removes a byte order mark, and the extra space from rsyslog's own template.
  return { atMs, host: host === '-' ? null : host, program: program === '-' ? '' : program, pid: number, message: message.trimStart() };
}

function yearlessDigits([, month, ...digits]: RegExpExecArray) {
  const [day = 0, hour = 0, minute = 0, second = 0] = digits.map(Number);
  return { month: monthNumber(month), day, hour, minute, second };
}

function readIso([, ...parts]: RegExpExecArray): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const localMs = utcMs({ year, month, day, hour, minute, second });
  const ahead = offsetMs(parts[7]);
  if (localMs === undefined || ahead === undefined) return undefined;
  return localMs - ahead + Math.round(Number(`0.${parts[6] ?? 0}`) * 1000);
}

/** `host program[pid]: message`; host and pid may be missing. A single word is the rest of a cut line. */
function readTag(rest: string, atMs: number): SyslogHeader | undefined {
  const [first, afterFirst] = cutWord(rest);
  const unnamed = tagOf(first);
  if (unnamed) return tagged(atMs, null, unnamed, afterFirst);
  // nginx puts the host name into its syslog messages, and rsyslog prepends it again.
  const isTwice = afterFirst.startsWith(first) && afterFirst[first.length] === ' ';
  const [second, afterSecond] = cutWord(isTwice ? afterFirst.slice(first.length + 1) : afterFirst);
  const named = tagOf(second);
  if (named) return tagged(atMs, first, named, afterSecond);
  return first === '' || afterSecond === '' ? undefined : { atMs, host: first, program: '', pid: null, message: afterFirst };
}

function tagOf(word: string): RegExpExecArray | null {
  return word.endsWith(':') ? tag.exec(word) : null;
}

function tagged(atMs: number, host: string | null, [, program = '', pid]: RegExpExecArray, message: string): SyslogHeader {
  return { atMs, host, program, pid: pid === undefined ? null : Number(pid), message };
}

function cutWord(text: string): [word: string, rest: string] {
  const end = text.indexOf(' ');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}
