// The helper on a HostOS node: its files change as a deployment changes them, and a `checklist` service sees what comes of it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../free-port.ts';
import type { BackendView, RunView } from '../../../../state-machines/view/view.ts';
import { declared } from '../../core/changes.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';
import { newAgent, shells, type Shell } from './run-agent.ts';

const newFolder = tempFolders();
const patience = { timeout: 20_000 };
const list = '/etc/genesis/release-bundles';
const installed = ['boot:3.0.6', 'config:3.5.79', 'base-os-sw:3.4.83', 'base-net-sw:3.8.16', 'nextgen-os-sw:3.1.96', 'kernel-patch:3.1.10'];
const line = (bundle: string): string => `hostos-${bundle.replace(':', '-release:')}\n`;
let root: string;
let service: TestService;

beforeEach(async () => {
  root = newFolder();
  const machine = { ...declared, workflow: undefined, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };
  service = await startTestService(newFolder(), { inventory: [machine] });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function start(shell: Shell, env: Record<string, string> = {}, tools?: readonly string[]): Promise<string> {
  const agent = newAgent(service.url, { shell, tools, env: { AGENT_ROOT: root, AGENT_WAY: 'curl', AGENT_RETRY: '0', ...env } });
  expect(await agent.run('hostos')).toEqual({ code: 0, output: '' });
  return agent.dir;
}

const view = async (): Promise<BackendView> =>
  (await (await fetch(`${service.url}/api/v1/backends/${declared.host}`)).json()) as BackendView;
const runs = async (): Promise<RunView[]> =>
  ((await (await fetch(`${service.url}/api/v1/backends/${declared.host}/runs`)).json()) as { runs: RunView[] }).runs;
const done = async (): Promise<string[]> =>
  (await view()).runs.at(-1)?.stages.flatMap(({ name, status }) => (status === 'done' ? [name] : [])) ?? [];

describe.each(Object.keys(shells) as Shell[])('under %s', (shell) => {
  it('a fresh install is followed from its boot to its kernel patch, over an error', { timeout: 60_000 }, async () => {
    write('/etc/genesis/deploy_stage', 'pre-config\n');
    write(list, '');
    await start(shell);
    await expect.poll(done, patience).toEqual(['Boot_Release', 'Pre_Config']);
    write('/var/log/deployment_history.log', 'ERROR unable to morph node personality to master from compute\n');
    await expect.poll(async () => (await view()).status, patience).toBe('failed');
    await expect.poll(async () => (await view()).runs.at(-1)?.findings.map(({ rule }) => rule), patience).toEqual(['personality-morph']);
    appendFileSync(join(root, list), line('config:3.5.79'));
    await expect.poll(done, patience).toContain('Config_Release');
    write('/etc/genesis/deploy_stage', 'pre-install\n');
    for (const bundle of installed.slice(2, 5)) appendFileSync(join(root, list), line(bundle));
    await expect.poll(done, patience).toContain('Nextgen_OS_SW');
    write('/etc/genesis/deploy_stage', 'post-install\n');
    await expect.poll(done, patience).toContain('Post_Install');
    write('/etc/genesis/deploy_stage', 'post-config\n');
    appendFileSync(join(root, list), line('kernel-patch:3.1.10'));
    await expect.poll(async () => (await view()).status, patience).toBe('installed');
    expect(await runs()).toMatchObject([{ workflow: 'hostos', status: 'installed' }]);
    expect((await runs())[0]?.findings.map(({ rule }) => rule)).toEqual(['personality-morph']);
  });

  it('upgrades are told by what is listed anew, each its own run, an older bundle with its rule', { timeout: 60_000 }, async () => {
    write('/etc/genesis/deploy_stage', 'post-config\n');
    write(list, installed.map(line).join(''));
    const dir = await start(shell);
    // It has looked once: what was there before is no news.
    const looked = (): string => readFileSync(join(dir, 'watching'), 'utf8');
    await expect.poll(() => existsSync(join(dir, 'watching')), patience).toBe(true);
    const first = looked();
    await expect.poll(looked, patience).not.toBe(first);
    appendFileSync(join(root, list), '2026-11-22 09:00:00 hostos_base_net_sw_release = 3.8.17+b1~2_a1b2c3d\n');
    await expect.poll(async () => (await view()).status, patience).toBe('installed');
    expect((await runs())[0]?.stages.find(({ name }) => name === 'Base_Net_SW')?.evidence[0]?.text).toContain('3.8.17+b1~2_a1b2c3d');
    appendFileSync(join(root, list), line('base-net-sw:3.8.15'));
    await expect.poll(async () => (await runs()).length, patience).toBe(2);
    await expect.poll(async () => (await view()).runs.at(-1)?.findings.map(({ rule }) => rule), patience).toEqual(['older-bundle']);
    expect((await runs()).map(({ workflow }) => workflow)).toEqual(['hostos-upgrade', 'hostos-upgrade']);
  });
});

it('needs no more programs than an installer has', { timeout: 60_000 }, async () => {
  write('/etc/genesis/deploy_stage', 'pre-config\n');
  await start('busybox ash', { AGENT_WAY: 'curl' }, ['curl']);
  await expect.poll(done, patience).toEqual(['Boot_Release', 'Pre_Config']);
});

it('reports by datagrams where there is nothing else, with version and deployment', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const machine = { ...declared, workflow: undefined, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };
  service = await startTestService(newFolder(), {
    inventory: [machine],
    settings: { sources: [{ type: 'smq-udp', host: '127.0.0.1', port }] },
  });
  await service.said.until(({ text }) => text.includes('reading smq-udp'));
  write('/etc/genesis/deploy_stage', 'pre-config\n');
  write(list, '');
  await start('dash', { AGENT_WAY: 'udp', AGENT_UDP_PORT: String(port), AGENT_DEPLOYMENT: 'mzone7204 of today' }, ['bash']);
  await expect.poll(done, patience).toEqual(['Boot_Release', 'Pre_Config']);
  expect(await view()).toMatchObject({ workflow: 'hostos', runs: [{ deployment: 'mzone7204_of_today' }] });
});
