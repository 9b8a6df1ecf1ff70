// Detects from a syslog line's bytes, before they become a string, that its program is irrelevant: most of a frontend's log. When in doubt, the line
// is parsed in full. So is the first line of each minute, from which a parser tracks time.
import type { LineFilter } from '../contract/parser.ts';

const [space, colon, dash, bracket, letterT] = [0x20, 0x3a, 0x2d, 0x5b, 0x54];

/** For the lines of one log, in order. `programs`: those whose messages are relevant. */
export function createForeignProgramFilter(programs: Iterable<string>): LineFilter {
  const ours = new Set(Array.from(programs, (name) => Buffer.from(name).reduce(nextHash, 0)));
  const isSameMinute = createMinuteFollower();
  return (block, from, to) => {
    const length = stampLength(block, from, to);
    if (length < 0 || !isSameMinute(block, from, length)) return false;
    const start = afterHost(block, from + length, to);
    let hash = 0;
    for (let at = start; at >= 0 && at < to; at++) {
      const byte = block[at] ?? 0;
      if (byte === colon || byte === bracket) return at > start && !ours.has(hash);
      if (byte === space) return false;
      hash = nextHash(hash, byte);
    }
    return false;
  };
}

// Nov 21 01:05:17 frontend-0-0 dhcpd[127]: …
const oldLength = 16;
// 2026-11-21T01:05:20.952583+00:00 frontend-0-0 dhcpd[127]: …
const isoLongest = 36;

/** Length of the timestamp including the space after it; -1 if it has neither form. */
function stampLength(block: Buffer, from: number, to: number): number {
  if (to - from < isoLongest) return -1;
  if (block[from + 3] === space && block[from + 9] === colon && block[from + 15] === space) return oldLength;
  if (block[from + 4] !== dash || block[from + 10] !== letterT || block[from + 13] !== colon) return -1;
  for (let at = from + 20; at < from + isoLongest; at++) if (block[at] === space) return at + 1 - from;
  return -1;
}

/** Whether a line's timestamp is in the same minute as the last line for which this was false. */
function createMinuteFollower(): (block: Buffer, from: number, stamp: number) => boolean {
  const last = new Uint8Array('2026-11-21T01:05'.length);
  return (block, from, stamp) => {
    const length = stamp === oldLength ? 'Nov 21 01:05'.length : last.length;
    let at = length - 1;
    while (at >= 0 && last[at] === block[from + at]) at--;
    if (at >= 0) block.copy(last, 0, from, from + length);
    return at < 0;
  };
}

/** Start of the program; -1 if the first word is not a host. */
function afterHost(block: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = block[at];
    if (byte === space) return at === from ? -1 : at + 1;
    if (byte === colon || byte === bracket) return -1;
  }
  return -1;
}

/** A hash collision only means that a line is parsed in full. */
function nextHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}
