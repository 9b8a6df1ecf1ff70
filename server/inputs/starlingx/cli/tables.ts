// Identifies dcmanager's tables and converts their rows to the same facts as the API (facts.ts).
import type * as z from 'zod';
import { columnKey, joinWrapped, type Table, type TableRow } from './cli-table.ts';
import {
  alarmSchema,
  readArguments,
  readControllerTime,
  stepSchema,
  strategySchema,
  subcloudSchema,
  type AlarmFacts,
  type StepFacts,
  type StrategyFacts,
  type SubcloudFacts,
} from '../facts.ts';
import type { HostFacts, ManagementAlarm, OtherFacts } from '../prerequisites.ts';
import { knownState } from '../states.ts';

export interface StepRow {
  step: StepFacts;
  row: TableRow;
}

export interface SubcloudRow {
  subcloud: SubcloudFacts;
  /** Epoch milliseconds; null if not in the table. */
  updatedAtMs: number | null;
  row: TableRow;
}

/** The kind of a table. unparsed: a dcmanager table with a row that cannot be parsed. none: another command's table. */
export type ReadTable =
  | { kind: 'strategy'; strategy: StrategyFacts; hasType: boolean }
  | { kind: 'steps'; steps: StepRow[] }
  | { kind: 'subclouds'; subclouds: SubcloudRow[] }
  | { kind: 'facts'; facts: OtherFacts }
  | { kind: 'unparsed' }
  | { kind: 'none' };

type Fields = Record<string, string>;

export function readTable(table: Table): ReadTable {
  if (table.columns.join() === 'field,value') return readFields(fieldsOf(table), table);
  const has = (...names: string[]): boolean => names.every((name) => table.columns.includes(name));
  if (has('cloud', 'stage', 'state')) return readSteps(table);
  if (has('name', 'management', 'availability')) return readSubclouds(table);
  if (has('hostname', 'administrative', 'operational', 'availability')) return { kind: 'facts', facts: { hosts: readHosts(table) } };
  if (has('alarmid', 'managementaffecting')) return { kind: 'facts', facts: { alarmList: readAlarmList(table) } };
  if (has('name', 'critical', 'major', 'minor', 'warnings')) return { kind: 'facts', facts: { alarms: readAlarms(table) } };
  return { kind: 'none' };
}

function readFields(fields: Fields, { rows }: Table): ReadTable {
  if ('subcloudapplytype' in fields) return readStrategy(fields);
  if ('cloud' in fields && 'stage' in fields) {
    const [row] = rows;
    return row ? stepsOf([{ fields, row }]) : { kind: 'unparsed' };
  }
  if ('name' in fields && 'availability' in fields) return subcloudsOf(rows.slice(0, 1).map((row) => ({ fields, row })));
  return { kind: 'none' };
}

function readStrategy(fields: Fields): ReadTable {
  const { strategytype } = fields;
  const raw = {
    type: squeezed(strategytype) ?? 'strategy',
    'subcloud-apply-type': squeezed(fields['subcloudapplytype']),
    'max-parallel-subclouds': squeezed(fields['maxparallelsubclouds']),
    'stop-on-failure': squeezed(fields['stoponfailure']),
    state: knownState(fields['state'] ?? '') ?? fields['state'],
    'created-at': fields['createdat'],
    'updated-at': fields['updatedat'],
    'extra-args': readArguments(fields['extraargs'] ?? ''),
  };
  return checked(strategySchema, raw, (strategy) => ({ kind: 'strategy', strategy, hasType: strategytype !== undefined }));
}

/** In a wrapped cell, a space cannot be told from a line break. These values contain no spaces, so all are removed. */
function squeezed(text: string | undefined): string | undefined {
  return text?.replaceAll(/\s/g, '');
}

function readSteps(table: Table): ReadTable {
  const always = ['cloud', 'stage', 'state'].map((name) => table.columns.indexOf(name));
  return stepsOf(joinWrapped(table.rows, always).map((row) => ({ fields: fieldsOfRow(table, row), row })));
}

function stepsOf(rows: readonly { fields: Fields; row: TableRow }[]): ReadTable {
  const steps: StepRow[] = [];
  for (const { fields, row } of rows) {
    // An empty table has one such row.
    if (fields['cloud'] === '<none>') continue;
    const step = stepSchema.safeParse({
      cloud: fields['cloud'],
      stage: squeezed(fields['stage']),
      state: knownState(fields['state'] ?? '') ?? fields['state'],
      details: fields['details'],
      'started-at': fields['startedat'],
      'finished-at': fields['finishedat'],
    });
    if (!step.success) return { kind: 'unparsed' };
    steps.push({ step: step.data, row });
  }
  return { kind: 'steps', steps };
}

function readSubclouds(table: Table): ReadTable {
  const rows = joinWrapped(table.rows, [table.columns.indexOf('name'), table.columns.indexOf('management')]);
  return subcloudsOf(rows.map((row) => ({ fields: fieldsOfRow(table, row), row })));
}

function subcloudsOf(rows: readonly { fields: Fields; row: TableRow }[]): ReadTable {
  const subclouds: SubcloudRow[] = [];
  for (const { fields, row } of rows) {
    if (fields['name'] === '<none>') continue;
    const subcloud = subcloudSchema.safeParse(subcloudOf(fields));
    if (!subcloud.success) return { kind: 'unparsed' };
    subclouds.push({ subcloud: subcloud.data, updatedAtMs: readControllerTime(fields['updatedat'] ?? ''), row });
  }
  return { kind: 'subclouds', subclouds };
}

function subcloudOf(fields: Fields) {
  const software = squeezed(fields['softwaresyncstatus']);
  return {
    name: fields['name'],
    'management-state': squeezed(fields['management']),
    'availability-status': squeezed(fields['availability']),
    'deploy-status': squeezed(fields['deploystatus']),
    'prestage-status': squeezed(fields['prestagestatus']),
    'software-version': squeezed(fields['softwareversion']),
    'region-name': squeezed(fields['regionname']),
    sync_status: squeezed(fields['sync']),
    ...(software !== undefined && { endpoint_sync_status: [{ endpoint_type: 'software', sync_status: software }] }),
  };
}

function readHosts(table: Table): HostFacts[] {
  const rows = joinWrapped(table.rows, [table.columns.indexOf('hostname'), table.columns.indexOf('administrative')]);
  return rows.map((row) => {
    const fields = fieldsOfRow(table, row);
    const wordOf = (name: string): string => squeezed(fields[name]) ?? '';
    return {
      name: wordOf('hostname'),
      administrative: wordOf('administrative'),
      operational: wordOf('operational'),
      availability: wordOf('availability'),
    };
  });
}

function readAlarmList(table: Table): ManagementAlarm[] {
  return joinWrapped(table.rows, [table.columns.indexOf('alarmid')]).map((row) => {
    const fields = fieldsOfRow(table, row);
    return { id: squeezed(fields['alarmid']) ?? '', affecting: /^(?:true|yes)$/i.test(squeezed(fields['managementaffecting']) ?? '') };
  });
}

function readAlarms(table: Table): AlarmFacts[] {
  const alarms: AlarmFacts[] = [];
  for (const row of joinWrapped(table.rows, [table.columns.indexOf('name')])) {
    const fields = fieldsOfRow(table, row);
    const summary = alarmSchema.safeParse({
      region_name: squeezed(fields['name']),
      critical_alarms: fields['critical'],
      major_alarms: fields['major'],
      minor_alarms: fields['minor'],
      warnings: fields['warnings'],
    });
    // dcmanager prints - for unknown counts.
    if (summary.success) alarms.push(summary.data);
  }
  return alarms;
}

function checked<T>(schema: z.ZodType<T>, raw: unknown, read: (value: T) => ReadTable): ReadTable {
  const value = schema.safeParse(raw);
  return value.success ? read(value.data) : { kind: 'unparsed' };
}

function fieldsOfRow({ columns }: Table, { cells }: TableRow): Fields {
  return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
}

const wrappedNames = new Set(['subcloudapplytype', 'maxparallelsubclouds', 'stoponfailure', 'strategytype', 'softwaresyncstatus']);

/** The rest of a wrapped name is in a row without a value. */
function fieldsOf({ rows }: Table): Fields {
  const fields: [string, string][] = [];
  for (const { cells } of joinWrapped(rows, [0])) {
    const [name = '', value = ''] = cells;
    const last = fields.at(-1);
    if (last && value === '' && wrappedNames.has(last[0] + columnKey(name))) last[0] += columnKey(name);
    else fields.push([columnKey(name), value]);
  }
  return Object.fromEntries(fields);
}
