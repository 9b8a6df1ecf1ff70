// Schemas for dcmanager's strategy, steps and subclouds, shared by its API and its command-line tables. Times are those of the system controller,
// which runs in UTC and prints no zone.
import * as z from 'zod';
import { normaliseHost } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';

const text = z.string().transform(cleanText);
/** The command line prints None for a missing value, and <none> for an empty table. */
const maybeText = text.nullish().transform((value) => (value === undefined || isNothing(value) ? null : value));
const word = z.union([z.string(), z.number(), z.boolean()]).transform((value) => cleanText(String(value)));
const maybeWord = word.nullish().transform((value) => (value === undefined || isNothing(value) ? null : value));
const time = z
  .string()
  .nullish()
  .transform((value) => readControllerTime(value ?? ''));
const host = z.string().transform((value, context) => {
  const name = normaliseHost(value.replaceAll(/\s/g, ''));
  if (name === undefined) context.addIssue('not a valid subcloud name');
  return name ?? '';
});
const count = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);

export const strategySchema = z
  .object({
    type: text.pipe(z.string().min(1).max(64)),
    'subcloud-apply-type': maybeText,
    'max-parallel-subclouds': maybeWord,
    'stop-on-failure': maybeWord,
    state: text.pipe(z.string().min(1)),
    'created-at': time,
    'updated-at': time,
    'extra-args': z.record(z.string(), z.unknown()).nullish(),
  })
  .transform((raw) => ({
    type: raw.type,
    applyType: raw['subcloud-apply-type'],
    atOnce: raw['max-parallel-subclouds'],
    stopOnFailure: raw['stop-on-failure'],
    state: raw.state,
    createdAtMs: raw['created-at'],
    updatedAtMs: raw['updated-at'],
    arguments: argumentsOf(raw['extra-args'] ?? {}),
  }));
export type StrategyFacts = z.infer<typeof strategySchema>;

export const stepSchema = z
  .object({
    cloud: host,
    stage: maybeWord,
    state: text.pipe(z.string().min(1)),
    details: maybeText,
    'started-at': time,
    'finished-at': time,
  })
  .transform(({ 'started-at': startedAtMs, 'finished-at': finishedAtMs, ...rest }) => ({ ...rest, startedAtMs, finishedAtMs }));
/** A subcloud's part in the strategy. `stage` is a batch in older releases, and a word or number for its position in later ones. */
export type StepFacts = z.infer<typeof stepSchema>;

const syncSchema = z.array(z.object({ endpoint_type: text, sync_status: text }));

export const subcloudSchema = z
  .object({
    name: host,
    'management-state': maybeText,
    'availability-status': maybeText,
    'deploy-status': maybeText,
    'prestage-status': maybeText,
    'software-version': maybeText,
    'error-description': maybeText,
    'region-name': maybeText,
    sync_status: maybeText,
    endpoint_sync_status: syncSchema.nullish(),
  })
  .transform((raw) => ({
    name: raw.name,
    management: raw['management-state'],
    availability: raw['availability-status'],
    deployStatus: raw['deploy-status'],
    prestageStatus: raw['prestage-status'],
    softwareVersion: raw['software-version'],
    errorText: raw['error-description'],
    region: raw['region-name'],
    sync: raw.sync_status,
    /** Keyed by endpoint type: software, kubernetes, firmware, … */
    syncs: Object.fromEntries((raw.endpoint_sync_status ?? []).map((endpoint) => [endpoint.endpoint_type, endpoint.sync_status])),
  }));
export type SubcloudFacts = z.infer<typeof subcloudSchema>;

export const alarmSchema = z
  .object({ region_name: text, critical_alarms: count, major_alarms: count, minor_alarms: count, warnings: count })
  .transform((raw) => ({
    region: raw.region_name,
    critical: raw.critical_alarms,
    major: raw.major_alarms,
    minor: raw.minor_alarms,
    warnings: raw.warnings,
  }));
/** Number of alarms by severity; -1 if dcmanager does not know. */
export type AlarmFacts = z.infer<typeof alarmSchema>;

export function isNothing(value: string | null): boolean {
  return value === null || /^(?:None|<none>|null|-|\s*)$/i.test(value);
}

// 2024-11-06 12:57:20.342429, 2020-02-02T14:42:13.822499, and a wrapped cell: 2024-11-06 12:57:20.34 2429
const stamp = /^(\d{4}-\d\d-\d\d)T?(\d\d:\d\d:\d\d)(\.\d{1,9})?(?:Z|\+00:?00)?$/;

/** Epoch milliseconds; null for None or an invalid time. */
export function readControllerTime(value: string): number | null {
  const [, date, clock, fraction = ''] = stamp.exec(value.replaceAll(/\s/g, '')) ?? [];
  const atMs = date === undefined ? NaN : Date.parse(`${date}T${clock}${fraction.slice(0, 4)}Z`);
  return Number.isNaN(atMs) ? null : atMs;
}

/** Strategy arguments known to contain no secret. The arguments of a prestage strategy include the sysadmin password. */
const shownArguments = new Set([
  'release_id',
  'force',
  'snapshot',
  'rollback',
  'delete',
  'delete_only',
  'with_delete',
  'cleanup',
  'kube_upgrade',
  'with_prestage',
  'for_install',
  'for_sw_deploy',
  'prestage-software-version',
  'to-version',
  'expiry-date',
  'subject',
  'upload-only',
  'patch_id',
]);

function argumentsOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const shown = Object.entries(given).filter(([name, value]) => shownArguments.has(name) && value !== null && typeof value !== 'object');
  return Object.fromEntries(shown.map(([name, value]) => [name, cleanText(String(value))]));
}

// {'release_id': 'starlingx-10.0.1', 'snapshot': False}
/** Parses a Python dictionary as the command line prints it. */
export function readArguments(dictionary: string): Record<string, string> {
  const pairs = dictionary.matchAll(/['"]([\w-]{1,64})['"]:\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))/g);
  return Object.fromEntries([...pairs].flatMap(([, name = '', single, double, bare]) => [[name, single ?? double ?? bare ?? '']]));
}
