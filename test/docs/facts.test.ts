// Lists and examples on the pages are those of the code.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { providers } from '../../server/inputs/catalogue.ts';
import { loadInventory } from '../../server/inventory/inventory-file.ts';
import { settingsSchema } from '../../server/settings/settings.ts';
import { actionSchema } from '../../state-machines/track/actions.ts';
import { expandNodeset } from '../../state-machines/nodeset.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { parseWorkflow } from '../../state-machines/workflow/workflow.ts';
import { repository } from '../program.ts';
import { createParser, logFormats, sniffFormat } from '../server/inputs/readers.ts';
import { startTestService } from '../server/service/test-service.ts';
import { codeBlocks, type Block } from './code-blocks.ts';
import { kindOf } from '../server/inputs/real-lines.ts';

async function blocksOf(page: string): Promise<Block[]> {
  return codeBlocks(await readFile(join(repository, page), 'utf8'));
}

describe('docs/boot-servers', () => {
  const pages = readdirSync(join(repository, 'docs/boot-servers')).filter((name) => name !== 'README.md');

  test('its table has every page, and README has it', async () => {
    const index = await readFile(join(repository, 'docs/boot-servers/README.md'), 'utf8');
    expect(pages.filter((page) => !new RegExp(`^\\| \\[.*\\]\\(${RegExp.escape(page)}\\)`, 'm').test(index))).toEqual([]);
    expect(await readFile(join(repository, 'README.md'), 'utf8')).toContain('(docs/boot-servers/README.md)');
  });

  test.each(pages)('%s: its real lines are read, its settings are settings', async (page) => {
    const text = await readFile(join(repository, 'docs/boot-servers', page), 'utf8');
    expect(text).toMatch(/^## Configure$|^## What can be lost$/m);
    const logged = text.split('\n').filter((line) => /^ {4}(?:Nov |2026-|10\.1\.1|frontend-0-0\.local:80 |\{"level")/.test(line));
    const parsers = new Map(
      logFormats.map((format) => [format, createParser(format, { timeZone: 'UTC', nowMs: () => Date.UTC(2026, 11, 1) })]),
    );
    const kinds = logged.map((line) => {
      const parser = parsers.get(sniffFormat([line.trim()]) ?? 'syslog');
      return kindOf(parser?.parse({ text: line.trim(), source: page, number: null, offset: null, receivedAtMs: 0 }) ?? 'unparsed');
    });
    expect(kinds).toEqual(logged.map(() => 'observation'));
    const settings = (await blocksOf(`docs/boot-servers/${page}`)).filter(({ language }) => language === 'yaml');
    expect(settings.map(({ text: body }) => settingsSchema.safeParse(parse(body)).error)).toEqual(settings.map(() => undefined));
  });
});

describe('docs/dashboard.md', () => {
  test('names buttons that the dashboard has', async () => {
    const page = await readFile(join(repository, 'docs/dashboard.md'), 'utf8');
    const labels = [...page.matchAll(/_([A-Z][^_\n]+)_/g)].map(([, label = '']) => label);
    const views = globSync('web/**/*.{ts,tsx}', { cwd: repository }).map((file) => readFileSync(join(repository, file), 'utf8'));
    expect(labels.length).toBeGreaterThan(4);
    expect(labels.filter((label) => !views.some((text) => text.includes(label)))).toEqual([]);
  });
});

describe('docs/inventory.md', () => {
  test('its settings are settings, and name every provider; so do its sections, with the usual places', async () => {
    const providerNames = providers.map(({ name }) => name);
    const [settings] = await blocksOf('docs/inventory.md');
    const { inventory } = settingsSchema.parse(parse(settings?.text ?? ''));
    expect(Object.keys(inventory ?? {})).toEqual(providerNames);
    const page = await readFile(join(repository, 'docs/inventory.md'), 'utf8');
    expect([...page.matchAll(/^## `(\w+)`/gm)].map((match) => match[1])).toEqual(providerNames);
    const places = providers.flatMap(({ usualPlaces }) => usualPlaces.map((place) => basename(place)));
    expect(places.filter((place) => !page.includes(place))).toEqual([]);
  });

  test('its inventory is an inventory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
    const [, inventory] = await blocksOf('docs/inventory.md');
    await writeFile(join(folder, 'inventory.yaml'), inventory?.text ?? '');
    expect(loadInventory(join(folder, 'inventory.yaml'), new Set(builtInWorkflows.keys()))).toHaveLength(1);
    await rm(folder, { recursive: true });
  });
});

describe('docs/api.md', () => {
  test('lists every endpoint, and no other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
    const service = await startTestService(folder);
    const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    const there = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const text = await readFile(join(repository, 'docs/api.md'), 'utf8');
    const listed = [...text.matchAll(/^\| `((?:GET|POST) [^?`]+)[^`]*`/gm)].map((match) => match[1] ?? '');
    expect(listed.toSorted()).toEqual(there.toSorted());
    await rm(folder, { recursive: true });
  });

  test('its actions are actions, and it names every one', async () => {
    const text = await readFile(join(repository, 'docs/api.md'), 'utf8');
    const bodies = [...text.matchAll(/-d '(\{.*\})'$/gm)].map((match) => JSON.parse(match[1] ?? '') as { backends: string[] });
    expect(bodies.length).toBeGreaterThan(2);
    for (const { backends, ...action } of bodies) {
      expect(backends.flatMap(expandNodeset)).not.toEqual([]);
      expect(actionSchema.safeParse(action).error?.issues).toBeUndefined();
    }
    const [, actions = ''] = text.split(/^## Actions$|^## Live feed$/m);
    const named = [...actions.matchAll(/^\| `(\w+)` /gm)].map((match) => match[1] ?? '');
    expect(named).toEqual(actionSchema.options.map(({ shape }) => shape.action.value));
  });
});

describe('docs/workflows.md', () => {
  test('names no workflow that there is not', async () => {
    const page = await readFile(join(repository, 'docs/workflows.md'), 'utf8');
    expect([...page.matchAll(/^### `([\w.-]+)`/gm)].map((match) => match[1])).toEqual([...builtInWorkflows.keys()]);
  });

  test('its example is a workflow', async () => {
    const [example] = await blocksOf('docs/workflows.md');
    expect(parseWorkflow(parse(example?.text ?? ''), builtInWorkflows).name).toBe('sles-15');
  });
});

describe('docs/how-it-works.md', () => {
  test('has a recorded story for every rule of where a run begins and ends', async () => {
    const [, section = ''] = (await readFile(join(repository, 'docs/how-it-works.md'), 'utf8')).split('## Where a run begins and ends');
    const rules = section.split('\nWhat cannot be determined from logs')[0]?.match(/^\| (?!rule|-).* \|$/gm) ?? [];
    const stories = new Set(readdirSync(join(repository, 'sample-logs')));
    const told = rules.map((rule) => [...(rule.split('|').at(-2) ?? '').matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name));
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((names) => names.length === 0 || names.some((name) => !stories.has(name)))).toEqual([]);
  });
});
