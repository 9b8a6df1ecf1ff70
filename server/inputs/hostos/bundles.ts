// Release bundles of IBM HostOS: names, versions, and the lines of /etc/genesis/release-bundles. IBM documents what that file contains but not its
// syntax. A name with a version is read in every common notation, with a date before it, after it, or none.
import { type DateDigits, offsetMs, utcMs } from '../clocks/calendar.ts';

/** In the order of a fresh installation. */
export const bundles = ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw', 'post-config', 'kernel-patch'] as const;
export type Bundle = (typeof bundles)[number];

export interface DeployedBundle {
  bundle: Bundle;
  /** Such as 3.4.83-20220708T144532Z_1b241f2. */
  version: string;
  /** Epoch milliseconds; null if the line has no date. */
  atMs: number | null;
}

/** Converts the node's local time to epoch milliseconds. */
export type ZoneClock = (localMs: number) => readonly number[];

/** Strips the common prefix and suffix: `hostos-base-os-sw-release` is base-os-sw. undefined if it is not a bundle. */
export function bundleOf(name: string): Bundle | undefined {
  const short = name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^hostos-/, '')
    .replace(/-release$/, '');
  return bundles.find((bundle) => bundle === short);
}

// hostos-base-os-sw-release:3.4.83-20220708T144532Z_1b241f2
// 2026-11-21 01:20:05 hostos-config-release 3.5.79-20220716T084253Z_0ffa960
// nextgen-os-sw=3.1.96 2026-11-21T01:24:40Z
const line = /(?:^|[\s'"])((?:hostos[-_])?[a-z][a-z-_]{2,40})["']?[\s:=]{1,20}["']?v?(\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+~_][\w.+~-]{1,80})?)/i;

/** undefined for a line that does not name a bundle and its version. */
export function readBundleLine(text: string, zone: ZoneClock): DeployedBundle | undefined {
  const [found, name = '', version = ''] = line.exec(text) ?? [];
  const bundle = bundleOf(name);
  if (found === undefined || !bundle) return undefined;
  return { bundle, version, atMs: readDate(text.replace(found, ' '), zone) };
}

const date = /(?:^|[^\w-])(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?(Z| ?[+-]\d\d:?\d\d)?(?![\w:])/;

/** The first ISO 8601 date and time in a line, separated by `T` or a space. Without a zone, it is in the node's time zone. */
export function readDate(text: string, zone: ZoneClock): number | null {
  const [found, ...digits] = date.exec(text) ?? [];
  if (found === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.slice(0, 6).map(Number);
  const localMs = utcMs({ year, month, day, hour, minute, second } satisfies DateDigits);
  if (localMs === undefined) return null;
  const zoneText = digits[6]?.trim();
  if (zoneText === undefined) return zone(localMs)[0] ?? null;
  const offset = offsetMs(zoneText);
  return offset === undefined ? null : localMs - offset;
}

export function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}
