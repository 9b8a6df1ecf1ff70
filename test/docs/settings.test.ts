// docs/settings.md documents every setting with its default, and no other; its example is valid and complete.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../../server/settings/settings.ts';
import { codeBlocks } from './code-blocks.ts';
import { howToRegenerate } from './generated.ts';
import { readPage } from './pages.ts';
import { settingsMistakes, settingsSections, settingsShape, type Shape } from './settings-tables.ts';

const page = readPage('docs/settings.md');

describe('the reference of docs/settings.md', () => {
  test('has every setting with its default, and no other', () => {
    expect(settingsMistakes(page), `docs/settings.md is ${howToRegenerate}`).toEqual([]);
  });

  test('a setting with a default that is not documented is found', () => {
    expect(settingsMistakes(page.replace(/^\| `http\.port` .*\n/m, ''))).toEqual(['### All settings: http.port is not documented']);
    const added: Shape = { ...settingsShape() };
    added.properties = { ...added.properties, planted: { type: 'boolean', default: true, description: 'planted' } };
    expect(settingsMistakes(page, added)).toEqual(['### All settings: planted is not documented']);
  });

  test('a documented default that is not that of the code is found', () => {
    expect(settingsMistakes(page.replace(/^(\| `http\.port` .*)`4080`/m, '$1`8080`'))).toEqual([
      '### All settings: the default of http.port is `4080`, not `8080`',
    ]);
  });

  test('a documented setting that does not exist is found', () => {
    expect(settingsMistakes(page.replace(/^\| `http\.port`/m, '| `http.plug` | text | none | |\n$&'))).toEqual([
      '### All settings: there is no setting http.plug',
    ]);
  });

  test('a setting without a description is found', () => {
    const { properties } = settingsShape();
    const bare: Shape = { properties: { ...properties, dns: { type: 'boolean', default: true } } };
    expect(settingsMistakes(page, bare)).toEqual(['### All settings: dns has no .describe(…)']);
  });
});

/** Every key of the settings as written, as in `http.port`. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => keysOf(entry, `${prefix.slice(0, -1)}[].`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${prefix}${key}`, ...keysOf(inner, `${prefix}${key}.`)]);
}

describe('the example of docs/settings.md', () => {
  const written: unknown = parse(codeBlocks(page)[0]?.text ?? '');
  const [all, , ...kinds] = settingsSections();

  test('is valid', () => {
    expect(settingsSchema.safeParse(written).error?.issues).toBeUndefined();
  });

  test('has every setting that has a default, written out', () => {
    const keys = new Set(keysOf(written));
    expect(all?.rows.map(({ path }) => path).filter((path) => path !== 'http.tokens[].token' && !keys.has(path))).toEqual([]);
  });

  test('has every type of source', () => {
    const used = new Set<string>(settingsSchema.parse(written).sources?.map(({ type }) => type));
    const types = kinds.flatMap(({ heading }) => [...heading.matchAll(/`([^`]+)`/g)].map(([, type = '']) => type));
    expect(types.filter((type) => !used.has(type))).toEqual([]);
  });
});
