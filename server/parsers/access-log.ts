// Access logs of apache, nginx and lighttpd: the common and the combined format, with or without the virtual host in front. A line is written
// when its request ends and stamped with its beginning, and 200 says that it was answered, not that all of it arrived.
import { isIP } from 'node:net';
import type { Who } from '../../state-machines/vocabulary.ts';
import { readClient } from './addresses.ts';
import { monthNumber, offsetMs, utcMs } from './calendar.ts';
import type { Parser } from './parser.ts';
import { readHttpRequest } from './http-request.ts';
import { undoEscapes } from './request-target.ts';
import { type Reading, toParsedLine } from './sighting.ts';

// 10.1.1.101 - - [21/Nov/2026:01:05:49 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1" 200 1
// 10.1.1.101 - admin [21/Nov/2026:01:41:00 +0000] "GET /install/pallets/SLES/12/config HTTP/1.1" 200 213 "-" "curl/7.88.1"
const time = /^\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]$/;
const timeLength = '[21/Nov/2026:01:05:41 +0000]'.length;
const answer = /^ (\d{3}) (?:\d{1,20}|-)(?: .*)?$/s;
const virtualHost = /^(?:[^\s:]+|\[[\da-f:.]+\]):\d{1,5}$/i;

export function createAccessLogParser(): Parser {
  return {
    parse(line) {
      const { atMs, reading } = readLine(line.text);
      return atMs === null ? { kind: 'odd', atMs } : toParsedLine(line, atMs, reading);
    },
  };
}

/** A line that its server gave to syslog, which dates it too. */
export function readAccessMessage(message: string): Reading {
  return readLine(message).reading;
}

function readLine(text: string): { atMs: number | null; reading: Reading } {
  // The first `] "` ends the time: a user name can hold brackets, but servers escape its quotes.
  const opening = text.indexOf('] "') + 2;
  const atMs = opening < 2 ? undefined : readTime(text.slice(Math.max(0, opening - 1 - timeLength), opening - 1));
  if (atMs === undefined) return { atMs: null, reading: 'odd' };
  const client = clientWord(text.slice(0, opening - 1 - timeLength));
  const closing = closingQuote(text, opening);
  const status = closing === undefined ? undefined : readStatus(text.slice(closing + 1));
  const who = readClient(client ?? '');
  if (!who || status === undefined) return { atMs, reading: 'odd' };
  return { atMs, reading: readRequest(undoEscapes(text.slice(opening + 1, closing)), status, who) };
}

function readTime(text: string): number | undefined {
  const [, day, month, ...rest] = time.exec(text) ?? [];
  const [year = 0, hour = 0, minute = 0, second = 0] = rest.map(Number);
  const localMs = utcMs({ year, month: monthNumber(month), day: Number(day), hour, minute, second });
  const ahead = offsetMs(rest[4]);
  return localMs === undefined || ahead === undefined ? undefined : localMs - ahead;
}

/** `[host[:port] ]CLIENT ident user `, of which the user may hold blanks. */
function clientWord(front: string): string | undefined {
  const words = front.split(' ');
  const [first = '', second = ''] = words;
  // A host without port looks like a client that the server has resolved, but for the address behind it.
  if (virtualHost.test(first) || (words.length > 4 && isIP(second) !== 0 && isIP(first) === 0)) words.shift();
  return words.length > 3 && words.at(-1) === '' ? words[0] : undefined;
}

/** Index of the quote that closes the one at `opening`; a backslash takes the next character's meaning. */
function closingQuote(text: string, opening: number): number | undefined {
  for (let i = opening + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return undefined;
}

/** ` 200 213 "-" "Wget"`, with whatever fields a site adds; undefined when a quote stays open. */
function readStatus(rest: string): number | undefined {
  const status = answer.exec(rest)?.[1];
  for (let opening = rest.indexOf('"'); opening >= 0;) {
    const closing = closingQuote(rest, opening);
    if (closing === undefined) return undefined;
    opening = rest.indexOf('"', closing + 1);
  }
  return status === undefined ? undefined : Number(status);
}

/** `GET /path?query HTTP/1.1`; garbage is what the server refused. */
function readRequest(request: string, status: number, who: Who): Reading {
  const [method = '', target = '', protocol = '', ...others] = request.split(' ');
  return others.length > 0 || !/^HTTP\/\d(?:\.\d)?$/.test(protocol) ? 'irrelevant' : readHttpRequest({ method, target, status, who });
}
