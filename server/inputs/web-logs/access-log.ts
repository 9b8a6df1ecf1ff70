// Access logs of apache, nginx and lighttpd: the common and the combined format, with or without a leading virtual host. A line is written when its
// request ends, and has the time of its beginning. 200 means that a response was sent, not that all of it arrived.
import { isIP } from 'node:net';
import type { Who } from '../../../state-machines/vocabulary.ts';
import { AccessLogClock, timeLength } from './access-log-clock.ts';
import { readClient } from '../contract/addresses.ts';
import { createForeignRequestFilter } from './foreign-request.ts';
import type { Parser } from '../contract/parser.ts';
import { readHttpRequest } from './http-request.ts';
import { undoEscapes } from './request-target.ts';
import { type Seen, readingOfLine } from '../contract/sighting.ts';

// 10.1.1.101 - - [21/Nov/2026:01:05:49 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1" 200 1
// 10.1.1.101 - admin [21/Nov/2026:01:41:00 +0000] "GET /install/pallets/SLES/12/config HTTP/1.1" 200 213 "-" "curl/7.88.1"
const answer = / \d{3} (?:\d{1,20}|-)(?: |$)/y;
const protocolForm = /^HTTP\/\d(?:\.\d)?$/;
const nobody = ' - - ';
const virtualHost = /^(?:[^\s:]+|\[[\da-f:.]+\]):\d{1,5}$/i;

export function createAccessLogParser(): Parser {
  const clock = new AccessLogClock();
  return {
    isForeign: createForeignRequestFilter(clock),
    parse(line) {
      const { atMs, seen } = readLine(line.text, clock);
      return atMs === null ? 'unparsed' : readingOfLine(line, atMs, seen);
    },
  };
}

const messageClock = new AccessLogClock();

/** A line that the server sent to syslog, which adds its own timestamp. */
export function readAccessMessage(message: string): Seen {
  return readLine(message, messageClock).seen;
}

function readLine(text: string, clock: AccessLogClock): { atMs: number | null; seen: Seen } {
  // The first `] "` ends the time: a user name can contain brackets, but servers escape its quotes.
  const quote = text.indexOf('"');
  const opening = text.startsWith('] ', quote - 2) ? quote : text.indexOf('] "') + 2;
  const begin = opening - 1 - timeLength;
  const atMs = opening < 2 ? undefined : clock.read(text, begin);
  if (atMs === undefined) return { atMs: null, seen: 'unparsed' };
  const client = clientWord(text, begin);
  const closing = closingQuote(text, opening);
  const status = closing === undefined ? undefined : readStatus(text, closing + 1);
  const who = readClient(client ?? '');
  if (!who || status === undefined) return { atMs, seen: 'unparsed' };
  return { atMs, seen: readRequest(undoEscapes(text.slice(opening + 1, closing)), status, who) };
}

/** `[host[:port] ]CLIENT ident user ` before the time at `end`; the user may contain spaces. */
function clientWord(text: string, end: number): string | undefined {
  const afterFirst = text.indexOf(' ');
  // The common case: nothing else, and no port.
  if (afterFirst === end - nobody.length && text.startsWith(nobody, afterFirst)) {
    const client = text.slice(0, afterFirst);
    if (!client.includes(':')) return client;
  }
  const words = text.slice(0, end).split(' ');
  const [first = '', second = ''] = words;
  // A host without a port looks like a resolved client, except for the address after it.
  if (virtualHost.test(first) || (words.length > 4 && isIP(second) !== 0 && isIP(first) === 0)) words.shift();
  return words.length > 3 && words.at(-1) === '' ? words[0] : undefined;
}

/** Index of the quote that closes the one at `opening`; a backslash escapes the next character. */
function closingQuote(text: string, opening: number): number | undefined {
  const closing = text.indexOf('"', opening + 1);
  if (closing < 0) return undefined;
  if (text[closing - 1] !== '\\') return closing;
  for (let i = opening + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return undefined;
}

/** ` 200 213 "-" "Wget"` at `from`, with any fields that a site adds; undefined if a quote is not closed. */
function readStatus(text: string, from: number): number | undefined {
  for (let opening = text.indexOf('"', from); opening >= 0;) {
    const closing = closingQuote(text, opening);
    if (closing === undefined) return undefined;
    opening = text.indexOf('"', closing + 1);
  }
  answer.lastIndex = from;
  if (!answer.test(text)) return undefined;
  const digit = (at: number): number => text.charCodeAt(from + at) - 0x30;
  return digit(1) * 100 + digit(2) * 10 + digit(3);
}

/** `GET /path?query HTTP/1.1`; the server refuses malformed requests. */
function readRequest(request: string, status: number, who: Who): Seen {
  const afterMethod = request.indexOf(' ');
  const afterTarget = request.indexOf(' ', afterMethod + 1);
  const protocol = request.slice(afterTarget + 1);
  if (afterMethod < 0 || afterTarget < 0 || !(protocol === 'HTTP/1.1' || protocolForm.test(protocol))) return 'irrelevant';
  const [method, target] = [request.slice(0, afterMethod), request.slice(afterMethod + 1, afterTarget)];
  return readHttpRequest({ method, target, status, who });
}
