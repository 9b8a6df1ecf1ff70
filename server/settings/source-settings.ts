// Settings of sources. The `type` of an entry determines the plug-in that checks the rest of it.
import * as z from 'zod';
import { catalogue, typedCatalogue } from '../inputs/catalogue.ts';
import type { SourceKind } from '../inputs/contract/source-kind.ts';
import type { SourceSettings as AnySource } from '../inputs/contract/source-settings.ts';

type KindsOf<Entry> = Entry extends { sources: readonly (infer Kind)[] } ? Kind : never;
type SettingsOf<Kind> = Kind extends { schema: z.ZodType<infer Settings> } ? Settings : never;
/** The settings of a source, discriminated by `type`. */
export type SourceSettings = SettingsOf<KindsOf<(typeof typedCatalogue)[number]>>;
export type LogSettings = Extract<SourceSettings, { path: string }>;

const kinds: readonly SourceKind[] = catalogue.flatMap(({ sources = [] }) => sources);
const byType = new Map(kinds.map((kind) => [kind.schema.shape.type.value, kind]));

const schemas = kinds.map(({ schema }) => schema) as unknown as [z.ZodType<SourceSettings> & SourceKind['schema']];
/** A path without a type is a log whose format is detected. */
export const sourceSchema = z.preprocess(
  (source) => {
    const isPlain = typeof source === 'object' && source !== null && 'path' in source && !('type' in source);
    return isPlain ? { type: 'log', ...source } : source;
  },
  z.discriminatedUnion('type', schemas),
);

/** Throws if there is no such type; the schema excludes that. */
export function kindOf({ type }: AnySource): SourceKind {
  const kind = byType.get(type);
  if (!kind) throw new Error(`no source has the type ${type}`);
  return kind;
}

/** Applies `absolute` to all paths of a source. */
export function withAbsoluteFiles(source: SourceSettings, absolute: (path: string) => string): SourceSettings {
  const { paths = [] } = kindOf(source);
  const files = Object.entries(source).filter(
    (entry): entry is [string, string] => paths.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return { ...source, ...Object.fromEntries(files.map(([setting, path]) => [setting, absolute(path)])) };
}

/** A short description of where a source reads from. */
export function placeOf(source: AnySource): string {
  return kindOf(source).place(source);
}
