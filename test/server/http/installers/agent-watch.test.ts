// The helper beside an installer: a tree of files that grows as an installer's does, and a `checklist serve` that sees what comes of it.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../free-port.ts';
import { startProgram } from '../../../program.ts';
import type { BackendView, StageView } from '../../../../state-machines/view/view.ts';
import { declared } from '../../core/changes.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';
import { newAgent, processesOf, shells, type Shell } from './run-agent.ts';

const newFolder = tempFolders();
const allShells = Object.keys(shells) as Shell[];
const curtinLog = '/var/log/installer/curtin-install.log';
const listening = '  sl  local_address rem_address   st\n   0: 00000000:0898 00000000:0000 0A 00000000:00000000\n';
let root: string;
beforeEach(() => {
  root = newFolder();
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** `checklist serve` as a process, with one machine whose address is this host's. */
async function serve(workflow: string): Promise<{ url: string; view: () => Promise<BackendView> }> {
  const folder = newFolder();
  const port = await freePort();
  const interfaces = [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }];
  writeFileSync(join(folder, 'inventory.json'), JSON.stringify({ backends: [{ host: 'backend-0-0', interfaces, workflow }] }));
  const settings = {
    sources: [],
    inventory: { file: 'inventory.json' },
    log: { path: 'checklist.log' },
    http: { port },
    mqtt: { port: 0 },
  };
  writeFileSync(join(folder, 'checklist.yaml'), JSON.stringify(settings));
  const program = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
  onTestFinished(async () => {
    program.child.kill('SIGTERM');
    await program.ended;
  });
  await program.printed(/dashboard: http/);
  const url = `http://127.0.0.1:${port}`;
  return { url, view: async () => (await (await fetch(`${url}/api/v1/backends/backend-0-0`)).json()) as BackendView };
}

/** Fetches the helper from the monitor, as a %pre script does, and starts it. */
async function startAgent(url: string, shell: Shell, env: Record<string, string> = {}): Promise<string> {
  const script = join(newFolder(), 'agent.sh');
  writeFileSync(script, await (await fetch(`${url}/agent.sh`)).text());
  const agent = newAgent('', { shell, script, env: { AGENT_ROOT: root, AGENT_RETRY: '0', ...env } });
  expect(await agent.run('start')).toEqual({ code: 0, output: '' });
  return agent.dir;
}

describe.each(allShells)('under %s', (shell) => {
  it('every step of SLES, a wait, a stall and the percentage are seen as they come', async () => {
    const { url, view } = await serve('stacki-sles-12');
    write('/etc/install.inf');
    await startAgent(url, shell);
    const stage = async (name: string): Promise<StageView | undefined> =>
      (await view()).runs.at(-1)?.stages.find((one) => one.name === name);
    const steps: [stage: string, happens: () => void][] = [
      ['SSH_Open', () => write('/proc/net/tcp', listening)],
      ['AUTOINST_Present', () => write('/tmp/profile/autoinst.xml', '<profile/>')],
      ['Partition_XML_Present', () => write('/tmp/partition.xml')],
      ['Ludicrous_Started', () => write('/var/log/ludicrous-client-debug.log')],
      ['Ludicrous_Populated', () => write('/var/log/ludicrous-client-debug.log', 'GET a.rpm\n')],
    ];
    for (const [name, happens] of steps) {
      expect((await stage(name))?.status ?? 'pending').toBe('pending');
      happens();
      await expect.poll(() => stage(name), { timeout: 20_000 }).toMatchObject({ status: 'done', count: 1, message: null });
    }
    write('/tmp/packaging.log', '10:00:00,000 INFO packaging: Installing kernel-4.4.x86_64 (50/120)\n');
    await expect.poll(async () => (await view()).runs.at(-1)?.message, { timeout: 20_000 }).toBe('installing packages 40 %');
    write('/tmp/wait');
    await expect.poll(async () => (await view()).status, { timeout: 20_000 }).toBe('waiting');
    rmSync(join(root, '/tmp/wait'));
    write('/var/log/YaST2/y2log', 'old\nfirst\nsecond "quoted"\n2026-11-24 [ui] YPushButton.cc(YPushButton):41 Retry\n');
    await expect.poll(async () => (await view()).status, { timeout: 20_000 }).toBe('stalled');
    const message = 'first second "quoted" 2026-11-24 [ui] YPushButton.cc(YPushButton):41 Retry';
    expect(await stage('Installation_Stalled')).toMatchObject({ count: 1, message });
    expect(await stage('Install_Wait')).toMatchObject({ count: 1, message: 'Install Paused' });
  });
});

describe('beside an installer', () => {
  let service: TestService;
  const start = async (workflow: string) => {
    const machine = { ...declared, workflow, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };
    service = await startTestService(newFolder(), { inventory: [machine] });
  };
  const seen = (stage: string) => service.changes.until((change) => change.type === 'transition' && change.transition.stage === stage);
  const stages = () => service.changes.all.flatMap((change) => (change.type === 'transition' ? [change.transition.stage] : []));

  it('of Red Hat, the partition file has another name and no AutoYaST profile is looked for', async () => {
    await start('stacki-redhat-7');
    for (const path of ['/tmp/anaconda.log', '/tmp/partition-info']) write(path);
    write('/proc/net/tcp6', listening.replaceAll('00000000:', `${'0'.repeat(32)}:`));
    write('/var/log/ludicrous-client-debug.log', 'x\n');
    await startAgent(service.url, 'dash');
    await seen('Ludicrous_Populated');
    expect(stages()).toEqual(['SSH_Open', 'Partition_XML_Present', 'Ludicrous_Started', 'Ludicrous_Populated']);
  });

  it('of Stacki, each step that does not come is an error when the tries run out', async () => {
    await start('stacki-sles-12');
    write('/etc/install.inf');
    write('/opt/stack/bin/smq-publish');
    write('/tmp/profile/autoinst.xml');
    await startAgent(service.url, 'dash', { AGENT_TRIES: '2' });
    await seen('Ludicrous_Populated');
    const transitions = service.changes.all.flatMap((change) => (change.type === 'transition' ? [change.transition] : []));
    expect(transitions.map(({ stage, success }) => [stage, success])).toEqual(
      ['SSH_Open', 'AUTOINST_Present', 'Partition_XML_Present', 'Ludicrous_Started', 'Ludicrous_Populated'].map((stage) => [stage, false]),
    );
    expect(transitions[0]?.message).toBe('Error - SSH Port 2200 is not yet open');
  });

  it('that has nothing of Stacki, nothing that does not come is an error', async () => {
    await start('stacki-sles-12');
    write('/etc/install.inf');
    write('/var/log/ludicrous-client-debug.log', 'x\n');
    await startAgent(service.url, 'dash', { AGENT_TRIES: '2' });
    await seen('Ludicrous_Populated');
    expect(stages()).toEqual(['Ludicrous_Started', 'Ludicrous_Populated']);
  });

  // Lines as the installers' public sources and bug reports show them.
  it.each([
    [
      'anaconda: queues',
      '/tmp/anaconda.log',
      '21:55:53,003 INF installation: Queue started: Payload installation (7/15)',
      'Payload installation, 7 of 15',
    ],
    [
      'anaconda: packages',
      '/tmp/packaging.log',
      '02:51:22,083 INFO packaging: Installing libgcc-4.8.5-28.el7.x86_64 (100/200)',
      'installing packages 50 %',
    ],
    [
      'anaconda: downloads',
      '/tmp/packaging.log',
      '02:50:22,083 INF packaging: Downloading 345 RPMs, 23 MiB / 120 MiB (19%) done.',
      'downloading packages 15 %',
    ],
    [
      'Subiquity',
      '/var/log/installer/subiquity-server-debug.log',
      '2024-01-09 13:17:32,004 INFO root:39 start: subiquity/Install/install/curtin_install/run_curtin_step: executing curtin install extract step',
      'executing curtin install extract step',
    ],
    [
      'curtin',
      '/var/log/installer/curtin-install.log',
      'start: cmd-install/stage-extract/builtin/cmd-extract: curtin command extract',
      'curtin: extract',
    ],
    [
      'debian-installer: menu',
      '/var/log/syslog',
      "Sep  4 14:01:12 main-menu[315]: INFO: Menu item 'partman-base' selected",
      'partman-base',
    ],
    [
      'debian-installer: end',
      '/var/log/syslog',
      'Sep 23 23:24:52 finish-install: info: Running /usr/lib/finish-install.d/06user-setup',
      'finish-install: 06user-setup',
    ],
  ])('%s: says what it is doing', async (_, path, line, text) => {
    await start('stacki-sles-12');
    await service.see({ kind: 'report', stage: 'SSH_Open', error: false, message: null });
    await startAgent(service.url, 'dash');
    write(path, `${line}\nsomething else (1/2\n`);
    const change = await service.changes.until(
      ({ type, ...one }) => type === 'transition' && 'transition' in one && one.transition.kind === 'text',
    );
    expect(change).toMatchObject({ transition: { message: text } });
  });

  it.each([
    ['anaconda', '/tmp/packaging.log', "11:22:33,444 ERR packaging: Installation failed: PayloadInstallError('DNF error',)"],
    [
      'Subiquity',
      '/var/log/installer/subiquity-server-debug.log',
      '2024-01-09 13:17:32,004 INFO root:39 finish: subiquity/Install/install: FAIL: exit status 3',
    ],
    [
      'curtin',
      '/var/log/installer/curtin-install.log',
      'finish: cmd-install/stage-extract/builtin/cmd-extract: FAIL: curtin command extract',
    ],
    ['debian-installer', '/var/log/syslog', "Sep  4 14:03:40 main-menu[315]: WARNING **: Menu item 'partman-base' failed."],
  ])('%s: says that it has failed', async (_, path, line) => {
    await start('stacki-sles-12');
    await service.see({ kind: 'report', stage: 'SSH_Open', error: false, message: null });
    await startAgent(service.url, 'dash');
    write(path, `${line}\n`);
    const failed = await service.changes.until((change) => change.type === 'transition' && change.transition.kind === 'failed');
    expect(failed).toMatchObject({ transition: { stage: 'SSH_Open', message: line.replace('  ', ' '), status: 'failed' } });
  });

  it.each([
    ['rhel', 'Packages_Started', '/tmp/anaconda.log', '21:55:53,003 INF installation: Queue started: Payload installation (7/15)'],
    [
      'rhel',
      'Packages_Installed',
      '/tmp/anaconda.log',
      '21:59:53,003 INF installation: Queue started: Post-installation setup tasks (9/15)',
    ],
    ['rhel', 'Post_Script', '/tmp/anaconda.log', '21:59:54,003 INF installation: Queue started: Post installation scripts (14/15)'],
    ['ubuntu-autoinstall', 'Storage_Ready', curtinLog, 'start: cmd-install/stage-extract/builtin/cmd-extract: curtin command extract'],
    ['ubuntu-autoinstall', 'Extract_Started', curtinLog, 'start: cmd-install/stage-extract/builtin/cmd-extract: curtin command extract'],
    ['ubuntu-autoinstall', 'Kernel_Installed', curtinLog, 'finish: cmd-install/stage-curthooks: SUCCESS: configuring installed system'],
    ['ubuntu-autoinstall', 'Late_Commands', '/var/log/installer/subiquity-server-debug.log', 'INFO root:39 start: subiquity/Late/run: '],
    ['debian-preseed', 'Storage_Ready', '/var/log/syslog', "Sep  4 14:05:12 main-menu[315]: INFO: Menu item 'bootstrap-base' selected"],
    ['debian-preseed', 'Packages_Started', '/var/log/syslog', "Sep  4 14:09:12 main-menu[315]: INFO: Menu item 'pkgsel' selected"],
  ])('%s: the stage %s is seen, from %s', async (workflow, stage, path, line) => {
    await start(workflow);
    await service.see({ kind: 'report', stage: 'Initrd_RRQ', error: false, message: null });
    await startAgent(service.url, 'dash');
    write(path, `${line}\n`);
    expect(await seen(stage)).toMatchObject({ transition: { kind: 'reached', success: true, message: null } });
  });

  it('runs once, however often it is started, and ends with its folder', async () => {
    await start('stacki-sles-12');
    const agent = newAgent(service.url, { env: { AGENT_ROOT: root } });
    for (let i = 0; i < 3; i++) await agent.run('start');
    await expect.poll(() => readdirSync(agent.dir)).toContain('watching');
    const watchers = () => processesOf(agent.dir).filter((command) => command.includes('agent.sh'));
    await expect.poll(() => watchers().length).toBe(4);
    rmSync(agent.dir, { recursive: true, maxRetries: 20 });
    await expect.poll(() => processesOf(agent.dir), { timeout: 20_000 }).toEqual([]);
  });
});
