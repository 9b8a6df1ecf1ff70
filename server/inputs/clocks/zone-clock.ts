// Converts local time of a named zone to UTC. Luxon provides the zones; results are cached per quarter of an hour of local time, to avoid a call per
// line. (Lord Howe Island shifts by half an hour; no current zone changes within a quarter.)
import { DateTime } from 'luxon';

const slotMs = 15 * 60_000;
const slotsKept = 256;

/**
 * Every UTC time (epoch milliseconds, earliest first) at which a wall clock of the zone shows `localMs` (local digits as UTC): two when clocks are
 * set back, else one. Times skipped when clocks are set forward are read as if they had not been set yet.
 */
export type ZoneClock = (localMs: number) => readonly [number, ...number[]];

/** Throws RangeError if there is no such zone: an error in the settings, not in a line. */
export function createZoneClock(timeZone: string): ZoneClock {
  if (!DateTime.fromMillis(0, { zone: timeZone }).isValid) throw new RangeError(`no such time zone: ${timeZone}`);
  const known = new Map<number, [number, ...number[]]>();
  return (localMs) => {
    const slot = Math.floor(localMs / slotMs);
    const corrections = known.get(slot) ?? readCorrections(slot * slotMs, timeZone);
    if (!known.has(slot) && known.size >= slotsKept) known.clear();
    known.set(slot, corrections);
    const [first, ...others] = corrections;
    return [localMs + first, ...others.map((correction) => localMs + correction)];
  };
}

export type ToUtc = (localMs: number) => number;

/** When clocks are set back an hour repeats: the first occurrence is used, unless the previous line shows that it is over. */
export function createFollowingClock(clock: ZoneClock): { peek: ToUtc; keep: (ms: number | undefined) => number | undefined } {
  let previousMs = Number.NEGATIVE_INFINITY;
  return {
    peek: (localMs) => {
      const [earlier, later = earlier] = clock(localMs);
      const back = previousMs - earlier;
      // Neighbouring lines may be out of order by seconds; daemons in different zones (a chroot without a zone file) differ by hours.
      return back > 60_000 && back < 3 * 3_600_000 ? later : earlier;
    },
    keep: (ms) => {
      previousMs = ms ?? previousMs;
      return ms;
    },
  };
}

function readCorrections(localMs: number, timeZone: string): [number, ...number[]] {
  const time = DateTime.fromMillis(localMs, { zone: 'utc' }).setZone(timeZone, { keepLocalTime: true });
  const [first = time.toMillis(), ...others] = time
    .getPossibleOffsets()
    .map((possible) => possible.toMillis())
    .toSorted((a, b) => a - b);
  return [first - localMs, ...others.map((ms) => ms - localMs)];
}
