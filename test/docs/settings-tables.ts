// The reference of docs/settings.md, made from the schema of the settings: every setting with its values, default and description.
import * as z from 'zod';
import { settingsSchema } from '../../server/settings/settings.ts';
import { markdownTable } from './markdown-table.ts';

/** What is read of a JSON Schema. */
export interface Shape {
  description?: string;
  type?: string;
  const?: string;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** One setting; `path` as in `http.port`. */
export interface SettingRow {
  path: string;
  values: string;
  default: string;
  description: string;
}

/** Sections whose keys are explained on their own pages or in the text of the page. */
const undivided = new Set(['inventory', 'limits']);

export const settingsShape = (): Shape => z.toJSONSchema(settingsSchema, { io: 'output', unrepresentable: 'any' }) as Shape;

/** The rows of an object, those of objects in it included; lists of objects continue with `[]`. */
export function rowsOf({ properties = {}, required = [] }: Shape, prefix = ''): SettingRow[] {
  return Object.entries(properties).flatMap(([key, shape]) => {
    const path = `${prefix}${key}`;
    if (shape.properties && !undivided.has(path)) return rowsOf(shape, `${path}.`);
    const row = rowOf(path, shape, required.includes(key));
    return shape.items?.properties ? [row, ...rowsOf(shape.items, `${path}[].`)] : [row];
  });
}

/** A description may end in `; default: …`, for defaults that are no constant. */
function rowOf(path: string, shape: Shape, isRequired: boolean): SettingRow {
  const [description = '', fallback] = (shape.description ?? '').split('; default: ');
  const constant = shape.default === undefined ? undefined : `\`${textOf(shape.default)}\``;
  return { path, values: valuesOf(shape), default: constant ?? fallback ?? (isRequired ? 'required' : 'none'), description };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function valuesOf(shape: Shape): string {
  if (shape.enum) return shape.enum.map((value) => `\`${value}\``).join(', ');
  if (shape.type === 'array') return `list of ${shape.items?.enum ? valuesOf(shape.items) : 'entries'}`;
  if (shape.type === 'boolean') return '`true`, `false`';
  if (shape.type === 'integer' || shape.type === 'number') return numbersOf(shape);
  return shape.type === 'string' ? 'text' : shape.type === 'object' ? 'section' : 'any';
}

function numbersOf({ type, minimum, maximum }: Shape): string {
  const kind = type === 'integer' ? 'integer' : 'number';
  if (maximum === undefined) return kind;
  return minimum === undefined ? `${kind}, at most ${maximum}` : `${kind}, ${minimum} to ${maximum}`;
}

/** The kinds of source, those with the same settings together. */
export function sourceKinds(shape: Shape): { types: string[]; rows: SettingRow[] }[] {
  const kinds = (shape.properties?.['sources']?.items?.oneOf ?? []).map((kind) => {
    const { type, ...properties } = kind.properties ?? {};
    return { type: type?.const ?? '', rows: rowsOf({ ...kind, properties }) };
  });
  const same = Map.groupBy(kinds, ({ rows }) => JSON.stringify(rows));
  return [...same.values()].map((group) => ({ types: group.map(({ type }) => type), rows: group[0]?.rows ?? [] }));
}

/** What every source has. */
const ofEverySource = 'name';

function tableOf(rows: readonly SettingRow[]): string {
  return markdownTable(
    ['setting', 'values', 'default', 'meaning'],
    rows.map((row) => [`\`${row.path}\``, row.values, row.default, row.description]),
  );
}

const headingOf = (types: readonly string[]): string => `### ${types.map((type) => `\`${type}\``).join(', ')}`;

/** The sections of the reference: all settings, what every source has, and each kind of source. */
export function settingsSections(shape = settingsShape()): { heading: string; rows: SettingRow[] }[] {
  const kinds = sourceKinds(shape);
  const common = kinds[0]?.rows.filter(({ path }) => path === ofEverySource) ?? [];
  return [
    { heading: '### All settings', rows: rowsOf(shape) },
    { heading: '### Every source', rows: common },
    ...kinds.map(({ types, rows }) => ({ heading: headingOf(types), rows: rows.filter(({ path }) => path !== ofEverySource) })),
  ];
}

export function settingsTables(): string {
  return settingsSections()
    .map(({ heading, rows }) => `${heading}\n\n${tableOf(rows)}`)
    .join('\n\n');
}

/** What is wrong with the reference on a page, in one line per setting. */
export function settingsMistakes(page: string, shape = settingsShape()): string[] {
  const [, ...written] = page.split(/^(?=### )/m);
  return settingsSections(shape).flatMap(({ heading, rows }) => {
    const section = written.find((text) => text.startsWith(`${heading}\n`)) ?? '';
    return sectionMistakes(heading, rows, writtenDefaults(section));
  });
}

function writtenDefaults(section: string): Map<string, string> {
  const rows = [...section.matchAll(/^\| `([^`|]+)` +\|[^|]*\| *([^|]*?) *\|/gm)];
  return new Map(rows.map(([, path = '', text = '']) => [path, text]));
}

function sectionMistakes(heading: string, rows: readonly SettingRow[], written: ReadonlyMap<string, string>): string[] {
  const paths = new Set(rows.map(({ path }) => path));
  return [
    ...rows.flatMap((row) => {
      const text = written.get(row.path);
      if (text === undefined) return [`${heading}: ${row.path} is not documented`];
      const wrong = text === row.default ? [] : [`${heading}: the default of ${row.path} is ${row.default}, not ${text}`];
      return row.description === '' ? [...wrong, `${heading}: ${row.path} has no .describe(…)`] : wrong;
    }),
    ...[...written.keys()].filter((path) => !paths.has(path)).map((path) => `${heading}: there is no setting ${path}`),
  ];
}
