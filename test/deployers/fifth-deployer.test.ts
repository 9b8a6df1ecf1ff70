// A deployer that nobody here has heard of, added by a site: one workflow file and one source file, nothing else. The page that explains it
// holds the very files.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { SourceView } from '../../state-machines/view/source-view.ts';
import type { BackendView } from '../../state-machines/view/view.ts';
import { stringify } from 'yaml';
import { freePort } from '../free-port.ts';
import { repository, startProgram } from '../program.ts';
import { tempFolders } from '../server/temp-folder.ts';

const newFolder = tempFolders();
const fifth = join(import.meta.dirname, 'fifth');
const files = ['workflows/slipway.yaml', 'slipway.mjs'];
const page = readFileSync(`${repository}docs/deployers/adding-one.md`, 'utf8');
/** The settings that the page tells to add. */
const settings = /```yaml\n([^`]*)```/.exec(page)?.[1] ?? '';

/** Within the limits of its workflow: the service goes by our clock. */
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

interface Ship {
  name: string;
  state: string;
  status: string;
  steps: { step: string; at: string; error?: string }[];
}

/** Slipway's server: what it answers is what the test says. */
async function slipway() {
  const launch = { id: 7, state: 'running', ships: [] as Ship[] };
  const server = createServer((_, response) => response.end(JSON.stringify([launch])));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return { launch, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A service in a folder of a site: its settings, and the two files. */
async function serve(folder: string, url: string) {
  const port = await freePort();
  const own = settings.replace('http://slipway.example:8090', url).replace('everySeconds: 5', 'everySeconds: 0.05');
  const rest = { log: { path: 'checklist.log' }, http: { port }, mqtt: { port: 0 }, store: { path: 'checklist.db' } };
  writeFileSync(join(folder, 'checklist.yaml'), own + stringify(rest));
  const program = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
  const end = async (): Promise<void> => {
    program.child.kill('SIGTERM');
    await program.ended;
  };
  onTestFinished(end);
  await program.printed(/dashboard: http/);
  const get = async <Body>(path: string): Promise<Body> => (await (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json()) as Body;
  return { get, end };
}

describe('a fifth deployer', () => {
  it('is followed from start to end, tries and deployment with it, and over a restart', { timeout: 60_000 }, async () => {
    const folder = newFolder();
    cpSync(fifth, folder, { recursive: true });
    const { launch, url } = await slipway();
    const service = await serve(folder, url);
    const ship: Ship = { name: 'ship-1', state: 'docked', status: 'running', steps: [{ step: 'docked', at: minutesAgo(5) }] };
    launch.ships.push(ship, { name: 'ship-2', state: 'ashore', status: 'not-started', steps: [] });
    const view = async (): Promise<BackendView> => service.get('backends/ship-1');
    await expect.poll(async () => (await view()).stage, { timeout: 10_000 }).toBe('Docked');
    ship.steps.push({ step: 'written', at: minutesAgo(4), error: 'no room in the dock' });
    await expect.poll(async () => (await view()).runs[0]?.tries?.[0]?.failed, { timeout: 10_000 }).toBe('no room in the dock');
    expect(await view()).toMatchObject({ workflow: 'slipway', status: 'installing' });
    await service.end();

    const again = await serve(folder, url);
    ship.steps.push({ step: 'written', at: minutesAgo(3) }, { step: 'afloat', at: minutesAgo(2) });
    Object.assign(ship, { state: 'afloat', status: 'done' });
    launch.state = 'done';
    await expect.poll(async () => (await again.get<BackendView>('backends/ship-1')).status, { timeout: 10_000 }).toBe('installed');
    const { runs } = await again.get<BackendView>('backends/ship-1');
    expect(runs.at(-1)?.stages.map(({ name, status, count }) => `${name} ${status} ${count}`)).toEqual([
      'Docked done 1',
      'Image_Written done 1',
      'Afloat done 1',
    ]);
    await expect.poll(async () => (await again.get<Deployment>(`deployments/${encodeURIComponent('slipway:7')}`)).status).toBe('done');
    const { sources } = await again.get<{ sources: SourceView[] }>('sources');
    expect(sources).toMatchObject([{ name: 'slipway', type: 'module', from: url, alive: true, trouble: null, odd: 0 }]);
  });

  it('is one workflow file and one source file, and nothing of ours knows it', () => {
    const all = readdirSync(fifth, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(all.map(({ name }) => name).toSorted()).toEqual(['slipway.mjs', 'slipway.yaml']);
    const ours = ['server', 'state-machines', 'web'].flatMap((folder) =>
      readdirSync(repository + folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    );
    const others = ours.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => /slipway/i.test(readFileSync(path, 'utf8')));
    expect(others).toEqual([]);
  });

  it.each(files)('the page holds %s as it is', (file) => {
    const lines = readFileSync(join(fifth, file), 'utf8').trimEnd().split('\n');
    const diff = [`--- /dev/null`, `+++ ${file}`, `@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');
    expect(page).toContain(diff);
  });
});
