import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BackendView } from '../../../state-machines/view/view.ts';
import type { LogPosition } from '../../../server/inputs/following/file-follower.ts';
import { Store } from '../../../server/store/store.ts';
import { freePort } from '../../free-port.ts';
import type { Program } from '../../program.ts';
import { readFeed } from '../outputs/live-feed/feed-reader.ts';
import { listenOnLoopback } from '../inputs/network/listener.ts';
import { tempFolders } from '../temp-folder.ts';
import { run, start } from './run.ts';

const newFolder = tempFolders();
const inventory = join(import.meta.dirname, '../../../sample-logs/clean/inventory.yaml');

interface Serving {
  program: Program;
  url: string;
  folder: string;
  config: string;
  /** Adds a line of dhcpd's to the log. */
  write: (message: string) => void;
}

async function serve(more = 'mqtt: { port: 0 }', ...options: string[]): Promise<Serving> {
  const folder = newFolder();
  const config = join(folder, 'checklist.yaml');
  writeFileSync(join(folder, 'messages'), '');
  const sources = more.includes('sources:') ? '' : 'sources: [{ type: syslog, path: messages }]\n';
  writeFileSync(config, `${sources}inventory: { file: ${inventory} }\nlog: { path: checklist.log }\nhttp: { port: 0 }\n${more}\n`);
  const program = start(['serve', '-c', config, ...options], folder);
  const [, url = ''] = await program.printed(/dashboard: (http:[\w.:/]+)/);
  const write = (message: string): void =>
    appendFileSync(join(folder, 'messages'), `${new Date().toISOString()} frontend-0-0 dhcpd[127]: ${message}\n`);
  return { program, url, folder, config, write };
}
const checklistLog = ({ folder }: Serving): string[] => readFileSync(join(folder, 'checklist.log'), 'utf8').trimEnd().split('\n');
const discover = 'DHCPDISCOVER from 52:54:00:aa:00:10 via eth0';

/** Its exit code, and what did not close in the time that a part of the service has for it. */
async function endWith(signal: NodeJS.Signals, { program }: Pick<Serving, 'program'>): Promise<{ code: number; unclosed: string[] }> {
  program.child.kill(signal);
  const code = await program.ended;
  return { code, unclosed: program.output().match(/[^"]*did not end within[^"]*/g) ?? [] };
}
const clean = { code: 0, unclosed: [] };

describe('the end', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: what was written just before is in checklist.log, exit 0', async (signal) => {
    const serving = await serve();
    serving.write(discover);
    serving.write('DHCPOFFER on 10.1.1.101 to 52:54:00:aa:00:10 via eth0');
    serving.write('DHCPREQUEST for 10.1.1.101 (10.1.1.1) from 52:54:00:aa:00:10 via eth0');
    serving.write('DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0');
    expect(await endWith(signal, serving), serving.program.output()).toEqual(clean);
    expect(checklistLog(serving).map((line) => /State\.(\w+)/.exec(line)?.[1])).toEqual([
      'DHCPDISCOVER',
      'DHCPOFFER',
      'DHCPREQUEST',
      'DHCPACK',
    ]);
  });

  it('does not wait for a broker that is away', async () => {
    const serving = await serve(`sources: [{ type: syslog, path: messages }, { type: mqtt, url: "mqtt://127.0.0.1:${await freePort()}" }]`);
    await serving.program.printed(/ECONNREFUSED|can't be reached/);
    expect(await endWith('SIGTERM', serving)).toEqual(clean);
  });

  it('does not wait for a browser that says no goodbye', async () => {
    const serving = await serve();
    const { frames, socket } = await readFeed(serving.url);
    await frames.count(1);
    socket.pause();
    expect(await endWith('SIGTERM', serving)).toEqual(clean);
  });

  it('comes while an old log is still being read', async () => {
    const folder = newFolder();
    const line = `2026-11-21T01:05:17+00:00 frontend-0-0 dhcpd[127]: ${discover}\n`;
    writeFileSync(join(folder, 'messages'), line.repeat(1_000_000));
    writeFileSync(
      join(folder, 'checklist.yaml'),
      'sources: [{ type: syslog, path: messages, from: beginning }]\nlog: { path: checklist.log }\nstore: { path: checklist.db }\nhttp: { port: 0 }\nmqtt: { port: 0 }\n',
    );
    const program = start(['serve', '--debug'], folder);
    await program.printed(/DHCPDISCOVER/);
    expect(await endWith('SIGTERM', { program }), program.output().slice(-500)).toEqual(clean);
    const store = new Store(join(folder, 'checklist.db'));
    onTestFinished(() => store.close());
    const { files } = JSON.parse(store.load().positions.get('messages') ?? '') as LogPosition;
    expect(files[0]?.lines, 'lines read').toBeLessThan(1_000_000);
  });
});

const readable = /\d\d:\d\d:\d\d ▶ backend-0-0 +DHCPDISCOVER\n/;
const withPorts = (http: number, mqtt: number): string => {
  const config = join(newFolder(), 'checklist.yaml');
  const text = `sources: []\nlog: { path: checklist.log }\nhttp: { port: ${http} }\nmqtt: { host: 127.0.0.1, port: ${mqtt} }\n`;
  writeFileSync(config, text);
  return config;
};
const takenMessage = (what: string, port: number): string =>
  `${what}: cannot listen on 127.0.0.1:${port}: the address is already in use; ${what}.port in the settings selects another port`;

/** What is said to a person: the service's own log is JSON, a line each. */
const toPeople = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n');

describe('the start', () => {
  it('with the port of the dashboard taken is told, and over', async () => {
    const { port } = await listenOnLoopback();
    const { code, stdout, stderr } = await run(['serve', '-c', withPorts(port, await freePort())]);
    expect([code, stdout, toPeople(stderr)]).toEqual([2, '', `checklist: ${takenMessage('http', port)}\n`]);
  });

  it('with the port of the broker taken is told: the broker that is there will do', async () => {
    const { port } = await listenOnLoopback();
    const program = start(['serve', '-c', withPorts(0, port)]);
    await program.printed(/dashboard: /);
    expect(program.output()).toContain(`${takenMessage('mqtt', port)}; using the broker that is running there instead`);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  it('with a password that can’t be read ends, with nothing left open', async () => {
    const folder = newFolder();
    const config = join(folder, 'checklist.yaml');
    writeFileSync(
      config,
      'sources: [{ type: mqtt, url: "mqtt://127.0.0.1:1", passwordFile: gone }]\nlog: { path: checklist.log }\nhttp: { port: 0 }\n',
    );
    const { code, stderr } = await run(['serve', '-c', config]);
    expect(code).toBe(2);
    expect(toPeople(stderr)).toBe(
      `checklist: passwordFile: ${folder}/gone can't be read: ENOENT: no such file or directory, open '${folder}/gone'\n`,
    );
  });

  it('--debug: readable lines on stdout', async () => {
    const serving = await serve('mqtt: { port: 0 }', '--debug');
    serving.write(discover);
    await expect(serving.program.printed(readable)).resolves.toBeTruthy();
  });

  it('STACKDEBUG in the environment: the same', async () => {
    vi.stubEnv('STACKDEBUG', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const serving = await serve();
    serving.write(discover);
    await expect(serving.program.printed(readable)).resolves.toBeTruthy();
  });
});

describe('other commands talk to it', () => {
  it('publish, status and events', async () => {
    const port = await freePort();
    const serving = await serve(`mqtt: { host: 127.0.0.1, port: ${port} }`);
    await serving.program.printed(/reading health/);
    const { frames } = await readFeed(serving.url);
    const published = await run([
      'publish',
      'SSH_Open',
      '-c',
      serving.config,
      '--backend',
      '10.1.1.101',
      '--error',
      '--message',
      'no sshd',
    ]);
    expect(published).toEqual({ code: 0, stderr: '', stdout: 'health/10.1.1.101 {"systest":"SSH_Open","flag":"True","msg":"no sshd"}\n' });
    const frame = await frames.until((one) => one.type === 'transition' && one.transition.stage === 'SSH_Open');
    expect(frame).toMatchObject({ backend: { id: 'backend-0-0' }, transition: { success: false, message: 'no sshd' } });

    const status = await run(['status', 'backend-0-[0-3]', '--json', '--url', serving.url]);
    const { backends } = JSON.parse(status.stdout) as { backends: BackendView[] };
    expect(backends).toMatchObject([{ id: 'backend-0-0', status: 'failed', stage: 'SSH_Open' }]);
    expect((await run(['status', '--url', serving.url])).stdout).toMatch(
      /^✖ failed +backend-0-0 .*ssh on port 2200 failed: no sshd; last heard /m,
    );
    expect((await run(['status', 'nobody', '--url', serving.url])).stdout).toMatch(/\nno backends match nobody\n$/);
    expect(await run(['status', 'n[', '--url', serving.url])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^checklist: nodes: .*bracket.*\n$/),
    });
    expect((await run(['events', '--url', serving.url])).stdout).toMatch(/^.* ✖ backend-0-0 SSH_Open failed {2}no sshd\n$/);
  });

  it('act, in the name of who calls it', async () => {
    const serving = await serve();
    serving.write(discover);
    const { frames } = await readFeed(serving.url);
    await frames.until(
      (one) => (one.type === 'snapshot' && one.backends.some(({ status }) => status !== 'idle')) || one.type === 'transition',
    );
    const url = ['--url', serving.url];
    expect(await run(['act', 'mute', 'backend-0-0', '--for', '2h', '--note', 'new disks', ...url], { env: { SUDO_USER: 'anna' } })).toEqual(
      {
        code: 0,
        stdout: 'mute backend-0-0: done\n',
        stderr: '',
      },
    );
    const closed = await run(['act', 'close', 'backend-0-0', 'nobody', '--as', 'installed', '--author', 'ben', ...url]);
    expect(closed).toEqual({
      code: 1,
      stdout: 'close backend-0-0: done\n',
      stderr: 'checklist: close nobody: refused: no backend is called nobody\n',
    });
    expect((await run(['events', ...url])).stdout).toMatch(
      / ▶ backend-0-0 DHCPDISCOVER muted by anna {2}for 2 h: new disks\n.* ✔ backend-0-0 DHCPDISCOVER closed as installed by ben\n$/,
    );
    const json = await run(['act', 'unmute', 'backend-0-0', '--json', ...url], { env: { SUDO_USER: '', USER: 'carla' } });
    expect(JSON.parse(json.stdout)).toEqual({ done: ['backend-0-0'], refused: [] });
    expect((await run(['events', ...url])).stdout).toMatch(/unmuted by carla\n$/);
  });

  it('publish says when there is no broker, or one that does not want the message', async () => {
    const nobody = await run(['publish', 'SSH_Open', '--broker', `mqtt://127.0.0.1:${await freePort()}`], { cwd: newFolder() });
    expect(nobody).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^checklist: cannot connect to the broker mqtt:\/\/127\.0\.0\.1:\d+: .*; use --broker for another one\n$/,
      ),
    });
    const rude = await listenOnLoopback((socket) => socket.end());
    const closed = await run(['publish', 'SSH_Open', '--broker', `mqtt://127.0.0.1:${rude.port}`], { cwd: newFolder() });
    expect(closed).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^checklist: (?:the broker|cannot connect to the broker) [^\n]+\n$/),
    });
    const port = await freePort();
    const serving = await serve(`mqtt: { host: 127.0.0.1, port: ${port} }`);
    const tooLarge = await run(['publish', 'SSH_Open', '-c', serving.config, '--backend', 'a', '--message', 'x'.repeat(70_000)]);
    expect(tooLarge).toMatchObject({ code: 1, stderr: expect.stringMatching(/^checklist: the broker closed the connection[^\n]+\n$/) });
  });

  it('log prints checklist.log, and --follow what comes', async () => {
    const serving = await serve();
    const { frames } = await readFeed(serving.url);
    const path = join(serving.folder, 'checklist.log');
    writeFileSync(path, 'what was there\n');
    const following = start(['log', '--follow', '-c', serving.config]);
    await following.printed(/what was there\n/);
    serving.write(discover);
    await frames.until((frame) => frame.type === 'transition');
    await following.printed(/State = State\.DHCPDISCOVER, Success = True\n/);
    following.child.kill('SIGINT');
    expect(await following.ended).toBe(0);
    expect((await run(['log', '-c', serving.config])).stdout).toBe(readFileSync(path, 'utf8'));
  });
});
