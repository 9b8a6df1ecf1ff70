// Kea's own log file, with its default timestamp: local time without a zone. The message reader interprets the rest.
import { utcMs } from '../clocks/calendar.ts';
import { createKeaReader } from './kea-messages.ts';
import type { Parser } from '../contract/parser.ts';
import { readingOfLine } from '../contract/sighting.ts';
import { createFollowingClock, createZoneClock } from '../clocks/zone-clock.ts';

// 2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], …
const stamp = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3}) (?=(?:FATAL|ERROR|WARN|INFO|DEBUG) )/;

/** A parser for the lines of one log, in order. Throws RangeError if `timeZone` does not exist. */
export function createKeaLogParser({ timeZone }: { timeZone: string }): Parser {
  const toUtc = createFollowingClock(createZoneClock(timeZone));
  const read = createKeaReader();
  return {
    parse(line) {
      const found = stamp.exec(line.text);
      const localMs = found ? readStamp(found) : undefined;
      if (!found || localMs === undefined) return 'unparsed';
      const atMs = toUtc.keep(toUtc.peek(localMs)) ?? localMs;
      return readingOfLine(line, atMs, read(line.text.slice(found[0].length)));
    },
  };
}

function readStamp([, ...digits]: RegExpExecArray): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = digits.map(Number);
  const ms = utcMs({ year, month, day, hour, minute, second });
  return ms === undefined ? undefined : ms + millisecond;
}
