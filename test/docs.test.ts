// The documents hold what they promise: the page on adding a stage is followed to the letter, the examples of settings are settings.
import { mkdtemp, mkdir, readFile, rm, writeFile, appendFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../server/commands/program.ts';
import { createParser } from '../server/inputs/log-files.ts';
import { logFormats, sniffFormat } from '../server/inputs/sniff.ts';
import { loadInventory } from '../server/inventory/inventory-file.ts';
import { providerNames } from '../server/inventory/inventory-settings.ts';
import { providers } from '../server/inventory/providers.ts';
import { aliases, settingsSchema } from '../server/settings/settings.ts';
import { actionSchema } from '../state-machines/track/actions.ts';
import { expandNodeset } from '../state-machines/nodeset.ts';
import type { BackendView, StageView } from '../state-machines/view/view.ts';
import { builtInWorkflows } from '../state-machines/workflow/built-in.ts';
import { parseWorkflow } from '../state-machines/workflow/workflow.ts';
import { freePort } from './free-port.ts';
import { startTestService } from './server/service/test-service.ts';
import { codeBlocks, type Block } from './docs/code-blocks.ts';
import { launcher, repository, startProcess, startProgram, type Program } from './program.ts';

async function blocksOf(page: string): Promise<Block[]> {
  return codeBlocks(await readFile(join(repository, page), 'utf8'));
}

/** Puts free ports in the place of those that a page has, each once: a free one may hold the digits of another. */
function withPorts(ports: Record<number, number | undefined>): (text: string) => string {
  return (text) => text.replaceAll(/\b\d{4}\b/g, (number) => String(ports[Number(number)] ?? number));
}

describe('docs/adding-a-stage.md', () => {
  let folder: string;
  let service: Program | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
  });
  afterEach(async () => {
    service?.child.kill('SIGTERM');
    await service?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  test('followed to the letter, ports apart, each way of reporting makes the stage seen', async () => {
    const http = await freePort();
    const mqtt = await freePort();
    const here = withPorts({ 4080: http, 1883: mqtt });
    const run = async (command: string): Promise<void> => {
      const shell = startProcess('sh', ['-ec', here(command).replaceAll('npx checklist', `"${process.execPath}" "${launcher}"`)], {
        cwd: folder,
        env: { AGENT_DIR: join(folder, 'agent') },
      });
      expect(await shell.ended, shell.output()).toBe(0);
    };
    const blocks = await blocksOf('docs/adding-a-stage.md');
    for (const { file, text } of blocks.filter((block) => block.language === 'yaml' && block.file !== undefined)) {
      await mkdir(dirname(join(folder, file ?? '')), { recursive: true });
      await writeFile(join(folder, file ?? ''), here(text));
    }
    const [check, ...reports] = blocks.filter((block) => block.language === 'sh');
    expect(reports).toHaveLength(5);
    await run(check?.text ?? '');
    await writeFile(join(folder, 'messages'), '');
    service = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
    await service.printed(/health is read/);
    await appendFile(
      join(folder, 'messages'),
      'Nov 21 01:05:34 frontend-0-0 in.tftpd[147]: RRQ from 10.1.1.101 filename vmlinuz-sles-12-sp3-x86_64\n',
    );
    await service.printed(/VMLinuz_RRQ_Install/);
    const stagesSeen = async (): Promise<StageView[]> => {
      const backend = (await (await fetch(`http://127.0.0.1:${http}/api/v1/backends/backend-0-0`)).json()) as BackendView;
      return backend.runs.at(-1)?.stages ?? [];
    };
    for (const [i, { text }] of reports.entries()) {
      await run(text);
      await expect
        .poll(async () => (await stagesSeen()).find((stage) => stage.name === 'DISKS_NUKED')?.count, { message: text })
        .toBe(i + 1);
    }
    const stages = await stagesSeen();
    const index = stages.findIndex((stage) => stage.name === 'DISKS_NUKED');
    expect(stages[index]).toMatchObject({ status: 'done', count: 5, limitSeconds: 120, optional: true, group: 'installer' });
    expect(stages[index - 1]?.name).toBe('Profile_XML_Sent');
    expect(await readFile(join(folder, 'checklist.log'), 'utf8')).toMatch(
      /^IP = 10\.1\.1\.101, .* State = State\.DISKS_NUKED, Success = True$/m,
    );
  });
});

describe('docs/ways-in.md', () => {
  test('followed to the letter, ports apart, each way makes the stage seen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const numbers = [4080, 1883, 5000, 4711, 5514, 5515];
    const free = await Promise.all(numbers.map(() => freePort()));
    const here = withPorts(Object.fromEntries(numbers.map((number, i) => [number, free[i]])));
    const blocks = await blocksOf('docs/ways-in.md');
    for (const { file, text } of blocks.filter((block) => block.file !== undefined)) {
      await mkdir(dirname(join(folder, file ?? '')), { recursive: true });
      await writeFile(join(folder, file ?? ''), here(text));
    }
    for (const log of ['computes.log', 'install.log']) await writeFile(join(folder, log), '');
    const service = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
    onTestFinished(() => void service.child.kill('SIGKILL'));
    for (const name of ['health', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp']) await service.printed(new RegExp(`${name} is read`));
    const ways = blocks.filter((block) => block.language === 'sh');
    expect(ways).toHaveLength(9);
    for (const [i, { text }] of ways.entries()) {
      const shell = startProcess('sh', ['-ec', here(text)], { cwd: folder });
      expect(await shell.ended, shell.output()).toBe(0);
      const stages = async (): Promise<StageView[]> => {
        const backend = (await (await fetch(`http://127.0.0.1:${free[0]}/api/v1/backends/backend-0-0`)).json()) as BackendView;
        return backend.runs.at(-1)?.stages ?? [];
      };
      await expect.poll(async () => (await stages()).find(({ name }) => name === 'DISKS_NUKED')?.count, { message: text }).toBe(i + 1);
    }
    expect(await readFile(join(folder, 'checklist.log'), 'utf8')).toMatch(/^IP = \S+, .* State = State\.DISKS_NUKED, Success = True$/m);
  });

  test('names every way that there is', async () => {
    const text = await readFile(join(repository, 'docs/ways-in.md'), 'utf8');
    const types = ['smq-zmq', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp', 'xcat-log', 'cobbler-install-log', 'fai-log', ...aliases];
    expect(types.filter((type) => !text.includes(type))).toEqual([]);
  });
});

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
      return parser?.parse({ text: line.trim(), source: page, line: null, offset: null, receivedAtMs: 0 }).kind;
    });
    expect(kinds).toEqual(logged.map(() => 'observation'));
    const settings = (await blocksOf(`docs/boot-servers/${page}`)).filter(({ language }) => language === 'yaml');
    expect(settings.map(({ text: body }) => settingsSchema.safeParse(parse(body)).error)).toEqual(settings.map(() => undefined));
  });
});

describe('docs/inventory.md', () => {
  test('its settings are settings, and name every provider; so do its sections, with the usual places', async () => {
    const [settings] = await blocksOf('docs/inventory.md');
    const { inventory } = settingsSchema.parse(parse(settings?.text ?? ''));
    expect(Object.keys(inventory ?? {})).toEqual(providerNames);
    const page = await readFile(join(repository, 'docs/inventory.md'), 'utf8');
    expect([...page.matchAll(/^## `(\w+)`/gm)].map((match) => match[1])).toEqual(providerNames);
    const places = providerNames.flatMap((name) => providers[name].usualPlaces.map((place) => basename(place)));
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
    const listed = [...text.matchAll(/^\| `((?:GET|POST) [^?`]+)[^`]*`/gm)].map((match) => match[1]);
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
    const named = [...actions.matchAll(/^\| `(\w+)` /gm)].map((match) => match[1]);
    expect(named).toEqual(actionSchema.options.map(({ shape }) => shape.action.value));
  });
});

const pagesOfDocs = readdirSync(join(repository, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

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

describe('README.md', () => {
  test('every command that it and the documents name is there', async () => {
    const pages = [
      'README.md',
      'docs/settings.md',
      'docs/replay.md',
      'docs/service.md',
      'docs/doctor.md',
      'docs/inventory.md',
      'docs/adding-a-stage.md',
      'docs/terminal.md',
      'docs/workflows.md',
      'CHANGELOG.md',
    ];
    const texts = await Promise.all(pages.map((page) => readFile(join(repository, page), 'utf8')));
    const named = new Set(
      texts.flatMap((text) => [...text.matchAll(/(?:npx |^ {4}|`)checklist ([a-z][a-z-]+)/gm)].map((match) => match[1])),
    );
    const known = new Set(createProgram().commands.map((command) => command.name()));
    expect([...named].filter((name) => name !== undefined && !known.has(name))).toEqual([]);
    expect(named.size).toBeGreaterThan(4);
  });

  test.each(['README.md', ...pagesOfDocs])('every page and picture that %s names is there', async (page) => {
    const text = await readFile(join(repository, page), 'utf8');
    const links = [...text.matchAll(/\]\(([\w./-]+)\)|src(?:set)?="([^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? '');
    const files = links.map((link) => readFile(join(repository, dirname(page), link)));
    await expect(Promise.all(files)).resolves.toHaveLength(links.length);
  });

  test('what a script runs after the set-up is found anew, not where the shell remembers it from before', async () => {
    const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const late = Object.values(scripts).flatMap((script) => script.split(' && ').slice(script.includes('setup.mjs') ? 1 : 0));
    expect(late.filter((command) => command.startsWith('node '))).toEqual([]);
    expect(late.filter((command) => command.startsWith('env node ')).length).toBeGreaterThan(3);
  });
});
