// The helper of the installing machine, under each shell, against the real service: what it reports by which means, and what it never does.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../free-port.ts';
import { declared, startMs } from '../../core/changes.ts';
import { Mosquitto } from '../../inputs/mqtt/mosquitto.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';
import { newAgent, processesOf, shells, type Shell } from './run-agent.ts';

const newFolder = tempFolders();
const machine = { ...declared, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };
const allShells = Object.keys(shells) as Shell[];
const odd = `50 % of "C:\\new" & a+b=c; {"x": 'y'} $(reboot) \`reboot\`\n\tü \u0007 end`;
const oddCleaned = `50 % of "C:\\new" & a+b=c; {"x": 'y'} $(reboot) \`reboot\` ?? end`;
let service: TestService;

const start = (settings: object = {}) => startTestService(newFolder(), { inventory: [machine], settings });
const seen = (stage: string) => service.changes.until((change) => change.type === 'transition' && change.transition.stage === stage);
const told = (text: string) =>
  service.changes.until(({ type, ...change }) => type === 'transition' && 'transition' in change && change.transition.message === text);
/** Files that wait to be sent. */
const waiting = (dir: string): string[] => readdirSync(join(dir, 'queue'));

describe.each(allShells)('under %s', (shell) => {
  beforeEach(async () => {
    service = await start();
  });

  it.each([
    ['curl', ['curl']],
    ['GNU wget', ['wget']],
    ['wget of busybox', ['busybox wget']],
    ['nc of OpenBSD', ['nc']],
    ['nc of busybox', ['busybox nc']],
  ])('a stage, an error and a text arrive by %s, whatever is in them', async (_, tools) => {
    // A busybox that carries its programs in its shell has always a wget.
    const env = { AGENT_WAY: tools.some((tool) => tool.endsWith('nc')) ? 'nc' : '' };
    const agent = newAgent(service.url, { shell, tools, env });
    expect(await agent.run('stage', 'SSH_Open')).toEqual({ code: 0, output: '' });
    expect(await seen('SSH_Open')).toMatchObject({ backend: { id: 'backend-0-0' }, transition: { success: true, message: null } });
    expect(await agent.run('stage', 'AUTOINST_Present', '--error', odd)).toEqual({ code: 0, output: '' });
    expect(await seen('AUTOINST_Present')).toMatchObject({ transition: { success: false, message: oddCleaned } });
    expect(await agent.run('text', 'installing', 'packages 41 %')).toEqual({ code: 0, output: '' });
    expect(await told('installing packages 41 %')).toMatchObject({ transition: { kind: 'text' } });
    expect(await agent.run('failed', 'no', 'disk')).toEqual({ code: 0, output: '' });
    await expect.poll(() => service.changes.all.at(-1)).toMatchObject({ transition: { message: 'no disk', status: 'failed' } });
    await expect.poll(() => waiting(agent.dir)).toEqual([]);
  });

  it('start comes back at once, and lets go of everything that the installer waits for', async () => {
    const agent = newAgent(service.url, { shell });
    expect(await agent.run('start')).toEqual({ code: 0, output: '' });
    await expect.poll(() => readdirSync(agent.dir)).toContain('watching');
    expect(processesOf(agent.dir)).not.toEqual([]);
  });

  it('check says whether the monitor is within reach', async () => {
    const agent = newAgent(service.url, { shell, tools: ['curl'] });
    expect(await agent.run('check')).toEqual({ code: 0, output: `curl: ${service.url}/api/v1/backends/self/stages says 202\n` });
    const nowhere = newAgent(`127.0.0.1:${await freePort()}`, { shell, tools: ['curl'] });
    expect(await nowhere.run('check')).toEqual({ code: 0, output: expect.stringMatching(/^checklist agent: curl: .* says 000\n$/) });
  });
});

describe('without curl and wget', () => {
  it.each(allShells)('the MQTT client does, to a real broker, under %s', async (shell) => {
    const root = newFolder();
    const broker = await Mosquitto.start(newFolder());
    try {
      service = await start({ sources: [{ type: 'mqtt', url: broker.url }] });
      await service.said.until(({ text }) => text.includes('reading health'));
      writeMac(root, 'eth0', 'aa:aa:aa:aa:aa:aa');
      writeMac(root, 'eth1', '52:54:00:aa:00:10');
      write(root, '/proc/net/route', 'Iface\tDestination\tGateway\neth0\t0000A8C0\t00000000\neth1\t00000000\t0100A8C0\n');
      // A busybox that carries its programs in its shell has always a wget.
      const env = { AGENT_ROOT: root, AGENT_MQTT_PORT: String(broker.port), AGENT_WAY: shell === 'busybox ash' ? 'mosquitto' : '' };
      const agent = newAgent('127.0.0.1', { shell, tools: ['mosquitto_pub'], env });
      await agent.run('stage', 'SSH_Open', '--error', odd);
      expect(await seen('SSH_Open')).toMatchObject({ backend: { id: 'backend-0-0' }, transition: { success: false, message: oddCleaned } });
      await agent.run('text', 'say', '"pkgsel"');
      expect(await told('say "pkgsel"')).toMatchObject({ transition: { kind: 'text' } });
      await service.stop();
    } finally {
      await broker.kill();
    }
  });

  it('bash sends datagrams to the port of Stacki’s queue', async () => {
    const port = await freePort();
    service = await start({ sources: [{ type: 'smq-udp', host: '127.0.0.1', port }] });
    await service.said.until(({ text }) => text.includes('reading smq-udp'));
    const agent = newAgent('127.0.0.1', { tools: ['bash'], env: { AGENT_UDP_PORT: String(port) } });
    await agent.run('stage', 'SSH_Open', '--error', odd);
    expect(await seen('SSH_Open')).toMatchObject({ backend: { id: 'backend-0-0' }, transition: { success: false, message: oddCleaned } });
    await agent.run('text', 'say', '"pkgsel"');
    expect(await told('say "pkgsel"')).toMatchObject({ transition: { kind: 'text' } });
  });

  it('and without anything that sends, it says so and leaves the installer alone', async () => {
    const agent = newAgent('127.0.0.1', { tools: [] });
    expect(await agent.run('check')).toEqual({
      code: 0,
      output: 'checklist agent: no way: none of curl, wget, mosquitto_pub, nc and bash is here\n',
    });
  });
});

describe('while the monitor is away', () => {
  it.each(allShells)('every stage is kept, in its order and with its time, and of the texts the newest, under %s', async (shell) => {
    const port = await freePort();
    const agent = newAgent(`127.0.0.1:${port}`, { shell, tools: ['busybox wget'] });
    for (const stage of ['SSH_Open', 'AUTOINST_Present', 'Partition_XML_Present']) await agent.run('stage', stage);
    for (const text of ['first', 'second', 'third']) await agent.run('text', text);
    await expect.poll(() => readFileSync(join(agent.dir, 'outcome'), 'utf8')).toMatch(/says 000/);
    age(agent.dir, 60);
    service = await start({ http: { port } });
    await told('third');
    expect(service.changes.all).toMatchObject([
      { transition: { stage: 'SSH_Open' } },
      { transition: { stage: 'AUTOINST_Present' } },
      { transition: { stage: 'Partition_XML_Present' } },
      { transition: { kind: 'text', message: 'third' } },
    ]);
    const [first] = service.changes.all;
    const behindMs = first?.type === 'transition' ? startMs - first.transition.observedAtMs : 0;
    expect(behindMs / 1_000).toBeGreaterThanOrEqual(59);
    expect(first).toMatchObject({ transition: { receivedAtMs: startMs } });
    await expect.poll(() => waiting(agent.dir)).toEqual([]);
  });

  it('a bounded number waits, of bounded length, and nothing for over an hour', async () => {
    const agent = newAgent(`127.0.0.1:${await freePort()}`, { env: { AGENT_RETRY: '3', AGENT_RETRY_MAX: '3' } });
    for (let i = 0; i < 70; i++) await agent.run('stage', `Stage_${i}`, 'x'.repeat(3_000));
    expect(waiting(agent.dir)).toHaveLength(64);
    const sizes = waiting(agent.dir).map((name) => statSync(join(agent.dir, 'queue', name)).size);
    expect(Math.max(...sizes)).toBeLessThan(1_100);
    age(agent.dir, 3_700);
    rmSync(join(agent.dir, 'sending'), { force: true });
    await agent.run('text', 'now');
    await expect.poll(() => waiting(agent.dir), { timeout: 20_000 }).toHaveLength(1);
  });
});

describe('never fails an install', () => {
  it.each([
    ['no command', []],
    ['a command that is none', ['destroy']],
    ['no stage', ['stage']],
    ['a stage that is none', ['stage', 'a/../b']],
    ['a stage that is too long', ['stage', 'x'.repeat(65)]],
    ['no address', ['stage', 'SSH_Open', '--server', '']],
    ['an address that is none', ['start', '--server', 'http://a b$(reboot)']],
    ['an option without its value', ['start', '--server']],
  ])('with %s: it says what is wrong, and exits with 0', async (_, args) => {
    for (const shell of allShells) {
      const agent = newAgent('127.0.0.1', { shell });
      expect(await agent.run(...args)).toEqual({ code: 0, output: expect.stringMatching(/^checklist agent: /) });
    }
  });

  it('where no file can be written', async () => {
    const agent = newAgent('127.0.0.1', { env: { AGENT_DIR: '/proc/nowhere' } });
    expect(await agent.run('start')).toEqual({ code: 0, output: expect.stringMatching(/no folder of our own/) });
  });

  it('a stage that the workflow does not have is refused once, and holds up no other', async () => {
    service = await start();
    const agent = newAgent(service.url);
    await agent.run('stage', 'Coffee_Made');
    await agent.run('stage', 'SSH_Open');
    await seen('SSH_Open');
    await expect.poll(() => waiting(agent.dir)).toEqual([]);
    expect(service.changes.all).toHaveLength(1);
  });
});

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function writeMac(root: string, device: string, mac: string): void {
  write(root, `/sys/class/net/${device}/address`, `${mac}\n`);
}

/** Makes what waits older: the first line of each file is the time since the machine's start, in hundredths of a second. */
function age(dir: string, seconds: number): void {
  for (const name of waiting(dir)) {
    const [stamp, ...rest] = readFileSync(join(dir, 'queue', name), 'utf8').split('\n');
    writeFileSync(join(dir, 'queue', name), [Number(stamp) - seconds * 100, ...rest].join('\n'));
  }
}
