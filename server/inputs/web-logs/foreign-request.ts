// Detects from an access log line's bytes, before they become a string, that its request fetches nothing: health checks, the server's internal
// requests, WebDAV. Only the simplest form is recognised. All other lines are parsed in full, and so is the first line of each minute.
import type { AccessLogClock } from './access-log-clock.ts';
import { timeLength } from './access-log-clock.ts';
import type { LineFilter } from '../contract/parser.ts';

const [space, quote, dash, dot, backslash] = [0x20, 0x22, 0x2d, 0x2e, 0x5c];
const [digit0, digit9, letterA, letterZ] = [0x30, 0x39, 0x41, 0x5a];
const between = Buffer.from(' - - ');
const [get, post] = [Buffer.from('GET '), Buffer.from('POST ')];

/** For the lines of the log whose times `clock` parses. */
export function createForeignRequestFilter(clock: AccessLogClock): LineFilter {
  return (block, from, to) => {
    // 10.1.1.1 - - [21/Nov/2026:01:07:28 +0000] "OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (internal dummy connection)"
    const client = afterAddress(block, from, to);
    const time = client + between.length;
    const request = time + timeLength + 2;
    if (client < 0 || request >= to || !holds(block, client, between)) return false;
    if (block[request - 2] !== space || block[request - 1] !== quote || holds(block, request, get) || holds(block, request, post))
      return false;
    return clock.isSameMinute(block, time) && isMethod(block, request, to) && isAnswered(block, request, to);
  };
}

/** End of the IPv4 address at `from`; -1 if there is none. */
function afterAddress(block: Buffer, from: number, to: number): number {
  let [dots, octet, digits] = [0, 0, 0];
  for (let at = from; at < to; at++) {
    const byte = block[at] ?? 0;
    if (byte >= digit0 && byte <= digit9) {
      if (digits > 0 && octet === 0) return -1;
      octet = octet * 10 + byte - digit0;
      digits++;
      if (octet > 255) return -1;
    } else if (digits === 0) return -1;
    else if (byte === dot) {
      dots++;
      octet = 0;
      digits = 0;
    } else return byte === space && dots === 3 ? at : -1;
  }
  return -1;
}

function holds(block: Buffer, at: number, expected: Buffer): boolean {
  for (let i = 0; i < expected.length; i++) if (block[at + i] !== expected[i]) return false;
  return true;
}

/** Capital letters and a space. */
function isMethod(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = block[at] ?? 0;
    if (byte < letterA || byte > letterZ) return byte === space && at > from;
  }
  return false;
}

/** Whether the request that begins at `from` is followed by a status and a size, and every quote is closed. */
function isAnswered(block: Buffer, from: number, to: number): boolean {
  let [quotes, end] = [1, -1];
  for (let at = from; at < to; at++) {
    const byte = block[at];
    if (byte === backslash) return false;
    if (byte !== quote) continue;
    quotes++;
    if (end < 0) end = at;
  }
  return end >= 0 && quotes % 2 === 0 && isStatus(block, end + 1, to);
}

/** ` 200 4512 `, ` 200 -`. */
function isStatus(block: Buffer, from: number, to: number): boolean {
  const isDigit = (at: number): boolean => at < to && (block[at] ?? 0) >= digit0 && (block[at] ?? 0) <= digit9;
  if (block[from] !== space || !isDigit(from + 1) || !isDigit(from + 2) || !isDigit(from + 3) || block[from + 4] !== space) return false;
  const size = from + 5;
  let end = size;
  if (block[end] === dash) end++;
  else while (isDigit(end)) end++;
  return end > size && end - size <= 20 && (end >= to || block[end] === space);
}
