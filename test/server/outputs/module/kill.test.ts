// A module output in the whole service, run as a user runs it: killed in the middle, failing for a while.
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { start } from '../../commands/run.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const inventory = join(import.meta.dirname, '../../../../sample-logs/clean/inventory.yaml');

/** Appends what it gets to a file, a line for each, slowly; fails while a file called `away` is there. */
const site = `
import { appendFileSync, existsSync } from 'node:fs';
export function createOutput({ options }) {
  return {
    async take(changes) {
      if (existsSync(options.away)) throw new Error('the other side is away');
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const { seq, stage, statusBefore, status } of changes) appendFileSync(options.to, JSON.stringify({ seq, stage, statusBefore, status }) + '\\n');
    },
  };
}`;

interface Given {
  seq: number;
  stage: string;
  statusBefore: string;
  status: string;
}

function siteFolder() {
  const folder = newFolder();
  writeFileSync(join(folder, 'messages'), '');
  writeFileSync(join(folder, 'copy.mjs'), site);
  const outputs = 'outputs: [{ type: module, file: copy.mjs, batch: 3, options: { to: copy.jsonl, away: away } }]';
  const rest = `sources: [{ type: syslog, path: messages }]\ninventory: { file: ${inventory} }\nlog: { path: checklist.log, format: json }`;
  writeFileSync(
    join(folder, 'checklist.yaml'),
    `${rest}\n${outputs}\nstore: { path: checklist.db }\nhttp: { port: 0 }\nmqtt: { port: 0 }\n`,
  );
  const serve = async () => {
    const program = start(['serve', '-c', 'checklist.yaml'], folder);
    const [, url = ''] = await program.printed(/dashboard: (http:[\w.:/]+)/);
    return { ...program, url };
  };
  const linesOf = (name: string): Given[] =>
    existsSync(join(folder, name))
      ? readFileSync(join(folder, name), 'utf8')
          .trimEnd()
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Given)
      : [];
  let written = 0;
  /** So many changes: a machine that asks for an address again and again. */
  const write = (count: number): void => {
    for (let n = 0; n < count; n++)
      appendFileSync(
        join(folder, 'messages'),
        `${new Date().toISOString()} frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth${written++}\n`,
      );
  };
  return { folder, serve, write, given: () => linesOf('copy.jsonl'), logged: () => linesOf('checklist.log') };
}

it('after kill -9 in the middle, the next start gives it every change, in order; what comes twice has its number', async () => {
  const { serve, write, given } = siteFolder();
  const first = await serve();
  write(60);
  await expect.poll(() => given().length, { timeout: 20_000 }).toBeGreaterThan(10);
  first.child.kill('SIGKILL');
  await first.ended;
  write(20);
  const second = await serve();
  const all = async (): Promise<number[]> =>
    ((await (await fetch(`${second.url}/api/v1/events?after=0&limit=10000`)).json()) as { events: Given[] }).events.map(({ seq }) => seq);
  await expect.poll(async () => (await all()).length, { timeout: 20_000 }).toBe(80);
  const expected = await all();
  await expect.poll(() => given().at(-1)?.seq, { timeout: 20_000 }).toBe(expected.at(-1));
  const seqs = given().map(({ seq }) => seq);
  expect([...new Set(seqs)]).toEqual(expected);
  // In order but for one step back, to where the position was stored.
  expect(seqs.filter((seq, i) => seq <= (seqs[i - 1] ?? 0)).length).toBeLessThanOrEqual(1);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

it('while it fails, the service goes on, says so, and gives it everything afterwards, once', async () => {
  const { serve, write, given, logged, folder } = siteFolder();
  writeFileSync(join(folder, 'away'), '');
  const service = await serve();
  write(10);
  await expect.poll(() => logged().length, { timeout: 20_000 }).toBeGreaterThan(0);
  const health = async () => ((await (await fetch(`${service.url}/healthz`)).json()) as { troubles: string[] }).troubles.join();
  await expect.poll(health, { timeout: 20_000 }).toContain('output copy: take failed: the other side is away; retrying');
  expect(await (await fetch(`${service.url}/metrics`)).text()).toMatch(/^checklist_output_failures_total\{output="copy"\} [1-9]/m);
  expect(given()).toEqual([]);
  rmSync(join(folder, 'away'));
  await expect.poll(() => given().length, { timeout: 20_000 }).toBe(10);
  expect(given().map(({ seq }) => seq)).toEqual(given().map((_, i) => (given()[0]?.seq ?? 0) + i));
  expect(given()[0]).toMatchObject({ stage: 'DHCPDISCOVER', statusBefore: 'idle', status: 'installing' });
  await expect.poll(health, { timeout: 20_000 }).toBe('');
});

it('one that can’t be loaded is a mistake of the settings', async () => {
  const { folder } = siteFolder();
  writeFileSync(join(folder, 'copy.mjs'), "throw new Error('broken on purpose');");
  for (const command of ['serve', 'check-config']) {
    const program = start([command, '-c', 'checklist.yaml'], folder);
    expect(await program.ended).toBe(2);
    expect(program.output()).toMatch(/copy\.mjs: broken on purpose/);
  }
});
