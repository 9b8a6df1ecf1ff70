// Against the real systemd-notify and a real unix datagram socket (Python has them, Node has not).
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { statusLine, Systemd, type SystemdOptions } from '../../../server/service/systemd.ts';
import { Seen } from '../core/seen.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();
const lacking = ['systemd-notify', 'python3'].filter((command) => spawnSync(command, ['--version']).error);

/** Prints each datagram as JSON. What comes along as a descriptor (systemd-notify's barrier) is closed by not being asked for. */
const receiver = `
import json, socket, sys
name = sys.argv[1]
server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
server.bind('\\0' + name[1:] if name.startswith('@') else name)
print('"listening"', flush=True)
while True: print(json.dumps(server.recv(4096).decode()), flush=True)
`;

async function listen(socket: string): Promise<Seen<string>> {
  const child = spawn('python3', ['-c', receiver, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const heard = new Seen<string>();
  createInterface({ input: child.stdout }).on('line', (line) => heard.add(JSON.parse(line)));
  await heard.until((text) => text === 'listening');
  return heard;
}

function create(env: NodeJS.ProcessEnv, more: Partial<SystemdOptions> = {}) {
  const { log, said } = keptLog();
  const systemd = new Systemd({ env: { PATH: process.env['PATH'], ...env }, log, isAlive: () => true, status: () => 'all well', ...more });
  onTestFinished(() => systemd.stopping());
  return { systemd, said };
}

const words = (heard: Seen<string>): string[] => heard.all.flatMap((text) => text.split('\n')).filter((word) => word !== 'BARRIER=1');

describe.skipIf(lacking.length > 0)(
  `with a socket${lacking.length > 0 ? ` (left out: ${lacking.join(' and ')} not installed)` : ''}`,
  () => {
    it.each([
      ['in a folder', () => `${newFolder()}/notify`],
      ['that is abstract', () => `@install-checklist-test-${process.pid}`],
    ])('%s: says that it is ready, how it is, and that it ends', async (_, name) => {
      const NOTIFY_SOCKET = name();
      const heard = await listen(NOTIFY_SOCKET);
      const { systemd, said } = create({ NOTIFY_SOCKET }, { status: () => '3 machines\ninstall' });
      await systemd.ready();
      await systemd.stopping();
      await heard.until((text) => text.includes('STOPPING=1'));
      expect(words(heard).slice(1, 5)).toEqual([
        'READY=1',
        'STATUS=3 machines install',
        'STOPPING=1',
        'STATUS=draining sources before exit',
      ]);
      expect(said.all).toEqual([]);
    });

    it('pings the watchdog only while it is alive, and tells the status when it changes', async () => {
      const NOTIFY_SOCKET = `${newFolder()}/notify`;
      const heard = await listen(NOTIFY_SOCKET);
      let asked = 0;
      // Alive for four pings, then not, told by the status.
      const { systemd } = create(
        { NOTIFY_SOCKET, WATCHDOG_USEC: '20000' },
        { isAlive: () => ++asked <= 4, status: () => (asked < 10 ? 'well' : 'stuck') },
      );
      await systemd.ready();
      await heard.until((text) => text.includes('STATUS=stuck'));
      // One that is due while another is on its way is left out.
      const pings = words(heard).filter((word) => word === 'WATCHDOG=1').length;
      expect(pings).toBeGreaterThan(0);
      expect(pings).toBeLessThanOrEqual(4);
    });
  },
);

it('a socket that nobody listens on costs one warning', async () => {
  const { systemd, said } = create({ NOTIFY_SOCKET: `${newFolder()}/nobody` });
  await systemd.ready();
  await systemd.stopping();
  expect(said.all).toEqual([expect.objectContaining({ level: 'warn', text: expect.stringContaining('cannot notify systemd of READY=1') })]);
});

it('says nothing to nobody without systemd', async () => {
  const { systemd, said } = create({}, { status: () => expect.unreachable() });
  await systemd.ready();
  await systemd.stopping();
  expect(said.all).toEqual([]);
});

it.each([
  [[], [], 'no machine seen yet'],
  [['installed', 'late', 'installed'], [], '2 installed, 1 late'],
  [['idle'], ['messages: gone', 'the store is full'], '1 idle; trouble: messages: gone; the store is full'],
])('the status line of %j and %j is %s', (statuses, troubles, line) => {
  expect(statusLine({ statuses, troubles })).toBe(line);
});
