// What every description in the catalogue keeps to.
import { describe, expect, it, test } from 'vitest';
import { catalogue, knownLogs } from '../../../../server/inputs/catalogue.ts';
import type { PlugIn } from '../../../../server/inputs/contract/plug-in.ts';
import { sourceSchema } from '../../../../server/settings/source-settings.ts';
import { anchorsOf, pages, readPage } from '../../../docs/pages.ts';
import { logLine, receivedAtMs } from '../real-lines.ts';
import { alsoOf, sampleLines } from './sample-lines.ts';
import { isUnparsed } from '../../../../server/inputs/contract/parser.ts';

const options = { timeZone: 'UTC', nowMs: () => receivedAtMs };
const every = <Part>(of: (plugIn: PlugIn) => readonly Part[] | undefined): Part[] => catalogue.flatMap((plugIn) => of(plugIn) ?? []);
const twice = (names: readonly string[]): string[] => names.filter((name, i) => names.indexOf(name) !== i);

describe('names are given once:', () => {
  test.each<[string, string[]]>([
    ['plug-ins', catalogue.map(({ name }) => name)],
    ['formats', every(({ formats }) => formats).map(({ name }) => name)],
    ['types of sources', every(({ sources }) => sources).map(({ schema }) => schema.shape.type.value)],
    ['programs', every(({ programs }) => Object.keys(programs?.() ?? {}))],
    ['programs of deployers', every(({ deployerPrograms }) => Object.keys(deployerPrograms?.() ?? {}))],
    ['inventories', every(({ inventory }) => inventory && [inventory]).map(({ name }) => name)],
    ['servers', every(({ servers }) => servers).map(({ name }) => name)],
    ['names of log files', every(({ logNames }) => logNames?.names)],
  ])('%s', (_, names) => {
    expect(names.length).toBeGreaterThan(1);
    expect(twice(names)).toEqual([]);
  });
});

describe.each([...catalogue])('$name', (plugIn) => {
  const { page, sources = [], usualSources = [], servers = [], formats = [], logging, programs } = plugIn;

  it('has a page', () => {
    const [path = '', anchor] = page.split('#');
    expect(pages).toContain(`docs/${path}`);
    expect([undefined, ...anchorsOf(readPage(`docs/${path}`))]).toContain(anchor);
  });

  it('says how its log must be set up, if it has a server', () => {
    expect(servers.length === 0 || logging !== undefined, 'give it `logging`, and run npm run docs').toBe(true);
  });

  it('has readers that remember nothing of another log', () => {
    const [first, second] = [programs?.() ?? {}, programs?.() ?? {}];
    expect(Object.keys(second)).toEqual(Object.keys(first));
    for (const read of Object.values(first)) expect(read('', null)).toMatch(/irrelevant|odd/);
  });

  it('has usual sources that are valid settings', () => {
    for (const { settings } of usualSources) expect(sourceSchema.parse(settings)).toEqual(settings);
  });

  it('names paths in the settings of its sources that are settings', () => {
    for (const { schema, paths = [] } of sources) expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...paths]));
  });

  it('has sources that expect known formats', () => {
    const names = knownLogs.formats.map(({ name }) => name);
    for (const { log } of sources) expect(names).toEqual(expect.arrayContaining([...(log?.formats ?? [])]));
  });

  it.each(formats.map(({ name }) => name))('%s: its real lines are recognised as that and as no other, and read', (name) => {
    const lines = sampleLines[name] ?? [];
    expect(lines.length, `give ${name} a real line in sample-lines.ts`).toBeGreaterThan(0);
    for (const line of lines) {
      expect(knownLogs.recognise([line]), line).toBe(name);
      const having = knownLogs.formats.filter((format) => format.isSample?.([line]) ?? format.isLine?.(line)).map((format) => format.name);
      expect(having, line).toContain(name);
      expect(
        having.filter((other) => other !== name && !alsoOf[name]?.includes(other)),
        line,
      ).toEqual([]);
      expect(isUnparsed(knownLogs.createParser(name, options).parse(logLine(line))), line).toBe(false);
    }
  });
});

it('there is no sample line of a format that does not exist', () => {
  const names = new Set(knownLogs.formats.map(({ name }) => name));
  expect(Object.keys(sampleLines).filter((name) => !names.has(name))).toEqual([]);
});

it('a page of a boot server is the page of a plug-in', () => {
  const described = new Set(catalogue.map(({ page }) => `docs/${page}`));
  const written = pages.filter((page) => page.startsWith('docs/boot-servers/') && !page.endsWith('README.md'));
  expect(written.filter((page) => !described.has(page))).toEqual([]);
});
