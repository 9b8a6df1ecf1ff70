// The faults of the original checklist, one test each: real lines through the code that reads them, as files.
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeclaredBackend } from '../server/core/registry.ts';
import { LogTailer } from '../server/inputs/following/log-tailer.ts';
import type { Monitor } from '../server/core/monitor.ts';
import type { RunView } from '../state-machines/view/view.ts';
import { createMonitor, inventoryOf, logOptions, replayFolder, storyFolder } from './state-machines/track/replay-logs.ts';
import { createSyslogParser } from './server/inputs/readers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'original-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const [backend] = inventoryOf('clean') as [DeclaredBackend];
const from = 'from 52:54:00:aa:00:10 via eth0';
const to = 'on 10.1.1.101 to 52:54:00:aa:00:10 via eth0';
const dhcpd = (second: number, message: string) => `Nov 21 01:05:${two(second)} frontend-0-0 dhcpd[127]: ${message}`;
const tftpd = (second: number, file: string) =>
  `Nov 21 01:05:${two(second)} frontend-0-0 in.tftpd[147]: RRQ from 10.1.1.101 filename ${file}`;
const httpd = (second: number, path: string, status = 200) =>
  `10.1.1.101 - - [21/Nov/2026:01:05:${two(second)} +0000] "GET ${path} HTTP/1.1" ${status} 213 "-" "Wget"`;
const health = (second: number, payload: object) =>
  JSON.stringify({ timestamp: atMs(second) / 1000, topic: 'health/10.1.1.101', payload: JSON.stringify(payload) });
const kernel = 'vmlinuz-sles-12-sp3-x86_64';
const images = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';
const atMs = (second: number) => Date.UTC(2026, 10, 21, 1, 5, second);

function two(second: number): string {
  return String(second).padStart(2, '0');
}

/** Replays logs of these lines. */
async function replay(logs: Record<string, readonly string[]>, inventory: readonly DeclaredBackend[] = [backend]) {
  for (const [name, lines] of Object.entries(logs)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  const replayed = await replayFolder(folder, inventory);
  return { ...replayed, runs: replayed.views.flatMap((view) => view.runs) };
}

/** `STAGE` or `STAGE failed`, of those that were seen or are late. */
function seen(run: RunView | undefined): string[] {
  return (run?.stages ?? []).flatMap(({ name, status }) =>
    status === 'pending' || status === 'skipped' ? [] : [status === 'done' ? name : `${name} ${status}`],
  );
}

/** A tailer of `messages`, and a monitor that takes what it reads at each look. */
function follow(options: { nowMs?: () => number } = {}) {
  const { monitor, output } = createMonitor([backend]);
  const nowMs = options.nowMs ?? (() => atMs(0));
  const path = join(folder, 'messages');
  const parser = createSyslogParser(logOptions);
  const tailer = new LogTailer({ name: 'messages', type: 'syslog', path, from: 'beginning', parser, nowMs, onTrouble: () => {} });
  const look = async () => {
    for await (const lines of tailer.catchUp()) await monitor.process(lines);
    return seen(newestRun(monitor));
  };
  return { path, look, tailer, output };
}

function newestRun(monitor: Monitor): RunView | undefined {
  const [found] = monitor.registry.all();
  return found && monitor.view(found).runs.at(-1);
}

it('1: DHCPNAK, DHCPRELEASE and DHCPINFORM do not end the reading', async () => {
  const { runs } = await replay({
    messages: [
      dhcpd(1, `DHCPDISCOVER ${from}`),
      dhcpd(2, `DHCPREQUEST for 192.168.99.7 ${from}: wrong network.`),
      dhcpd(2, 'DHCPNAK on 192.168.99.7 to 52:54:00:aa:00:10 via eth0'),
      dhcpd(3, `DHCPRELEASE of 10.1.1.101 ${from} (found)`),
      dhcpd(3, 'DHCPINFORM from 10.1.1.101 via eth0'),
      dhcpd(4, `DHCPACK ${to}`),
      tftpd(5, kernel),
    ],
  });
  expect(runs.map(seen)).toEqual([['DHCPDISCOVER', 'DHCPREQUEST', 'DHCPACK', 'DHCPNACK failed', 'VMLinuz_RRQ_Install']]);
  expect(runs[0]?.status).toBe('installing');
});

it('2: an unbalanced quote does not end the reading of an access log', async () => {
  const odd = `10.1.1.101 - - [21/Nov/2026:01:05:06 +0000] "GET ${images}/common HTTP/1.1" 200 213 "-" "Wget`;
  const { runs, counter } = await replay({
    messages: [tftpd(5, kernel)],
    access_log: [httpd(6, `${images}/config`), odd, httpd(7, `${images}/root`)],
  });
  expect(runs.map(seen)).toEqual([['VMLinuz_RRQ_Install', 'Config_Sent', 'Root_Sent']]);
  expect(counter).toMatchObject({ lines: 4, odd: 1, oddExamples: [odd] });
});

it("3: a stage outside the system's sequence does not end the following", async () => {
  const { runs } = await replay(
    {
      messages: [
        dhcpd(1, `DHCPDISCOVER ${from}`),
        dhcpd(4, `DHCPDECLINE of 10.1.1.101 ${from}: not found`),
        dhcpd(5, `DHCPACK ${to}`),
        tftpd(6, kernel),
      ],
      'mqtt.jsonl': [
        health(10, { systest: 'SSH_Open', flag: 'False', msg: '' }),
        health(11, { systest: 'AUTOINST_Present', flag: 'False', msg: '' }),
        health(12, { systest: 'Ludicrous_Started', flag: 'False', msg: '' }),
      ],
    },
    [{ ...backend, workflow: 'stacki-redhat-7' }],
  );
  expect(runs.map(seen)).toEqual([
    ['DHCPDISCOVER', 'DHCPACK', 'DHCPDECLINE failed', 'VMLinuz_RRQ_Install', 'SSH_Open', 'Ludicrous_Started'],
  ]);
});

it.each(['sles-15-sp4', 'redhat-8'])('4: a system without a workflow of its own, %s, gets limits', async (os) => {
  const files = { installKernel: `vmlinuz-${os}`, installRamdisk: `initrd-${os}`, osKernel: 'chain.c32' };
  const { runs, output } = await replay(
    { messages: [tftpd(5, `vmlinuz-${os}`), 'Nov 21 02:00:00 frontend-0-0 CRON[1]: later', 'Nov 21 02:00:01 frontend-0-0 CRON[1]: later'] },
    [{ host: backend.host, interfaces: backend.interfaces, files }],
  );
  expect(runs.map(seen)).toEqual([['VMLinuz_RRQ_Install', 'Initrd_RRQ late']]);
  expect(output.checklist.at(-1)).toBe(
    'IP = 10.1.1.101, 2026-11-21 01:06:05 State = State.Initrd_RRQ, Success = False, Message = Initrd_RRQ Installation Stage Timeout',
  );
});

it('5: a log is followed through its rotation, and read from where it begins', async () => {
  const { path, look, tailer } = follow();
  writeFileSync(path, `${dhcpd(1, `DHCPDISCOVER ${from}`)}\n`);
  expect(await look()).toEqual(['DHCPDISCOVER']);
  renameSync(path, `${path}.1`);
  appendFileSync(`${path}.1`, `${dhcpd(2, `DHCPOFFER ${to}`)}\n`);
  expect(await look()).toEqual(['DHCPDISCOVER', 'DHCPOFFER']);
  writeFileSync(path, `${dhcpd(3, `DHCPACK ${to}`)}\n`);
  expect(await look()).toEqual(['DHCPDISCOVER', 'DHCPOFFER', 'DHCPACK']);
  // rsyslog writes to the renamed file until its HUP.
  appendFileSync(`${path}.1`, `${dhcpd(3, `DHCPREQUEST for 10.1.1.101 (10.1.1.1) ${from}`)}\n`);
  expect(await look()).toEqual(['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST', 'DHCPACK']);
  expect(tailer.status()).toMatchObject({ lines: 4, trouble: null, counters: { rotations: 1 } });
  await tailer.stop();
});

it("6: an event has its line's time, and beside it that of reading", async () => {
  const { path, look, tailer, output } = follow({ nowMs: () => atMs(40) });
  writeFileSync(path, `${tftpd(5, kernel)}\n`);
  await look();
  expect(output.kept.map(({ transition }) => transition)).toMatchObject([{ observedAtMs: atMs(5), receivedAtMs: atMs(40) }]);
  expect(output.checklist).toEqual(['IP = 10.1.1.101, 2026-11-21 01:05:05 State = State.VMLinuz_RRQ_Install, Success = True']);
  await tailer.stop();
});

it('7: a half-written line waits for its other half', async () => {
  const { path, look, tailer } = follow();
  const line = dhcpd(1, `DHCPACK ${to}`);
  const other = tftpd(5, kernel);
  writeFileSync(path, `${line}\n${other.slice(0, -20)}`);
  expect(await look()).toEqual([]);
  expect(tailer.status()).toMatchObject({ lines: 1, odd: 0 });
  appendFileSync(path, `${other.slice(-20)}\n`);
  expect(await look()).toEqual(['DHCPACK', 'VMLinuz_RRQ_Install']);
  expect(tailer.status()).toMatchObject({ lines: 2, odd: 0 });
  await tailer.stop();
});

it('8: an abandoned install leaks into no other, and a finished one stays known', async () => {
  const { runs } = await replay({
    messages: [tftpd(1, kernel), dhcpd(10, `DHCPDISCOVER ${from}`), dhcpd(11, `DHCPACK ${to}`), tftpd(20, kernel)],
    access_log: [httpd(3, `${images}/config`), httpd(4, '/install/sbin/profile.cgi', 500)],
    'mqtt.jsonl': [health(40, { state: 'online', ssh: 'up' })],
  });
  expect(runs.map((run) => [run.status, ...seen(run)])).toEqual([
    ['failed', 'VMLinuz_RRQ_Install', 'Config_Sent', 'Profile_XML_Sent failed'],
    ['installed', 'DHCPDISCOVER', 'DHCPACK', 'VMLinuz_RRQ_Install', 'Reboot_Okay'],
  ]);
});

it('9: an address seen before its backend was added is followed from then on', async () => {
  const { monitor } = createMonitor([]);
  const parser = createSyslogParser(logOptions);
  const read = async (text: string) => {
    const parsed = parser.parse({ text, source: 'messages', number: null, offset: null, receivedAtMs: 0 });
    if (typeof parsed === 'object') await monitor.process([parsed]);
  };
  await read(dhcpd(1, `DHCPDISCOVER ${from}`));
  await read(dhcpd(1, `DHCPACK ${to}`));
  await read(tftpd(5, kernel));
  expect([...monitor.registry.all()]).toEqual([]);
  expect(monitor.dispatcher.unknownSenders).toEqual(new Set(['52:54:00:aa:00:10', '10.1.1.101']));
  monitor.registry.declare(backend);
  await read(tftpd(8, 'initrd-sles-12-sp3-x86_64'));
  expect(seen(newestRun(monitor))).toEqual(['Initrd_RRQ']);
});

describe('10: nothing waits, and nothing is printed twice', () => {
  it('one change is one line', async () => {
    const { output, views } = await replayFolder(storyFolder('clean'), inventoryOf('clean'));
    const stages = views.flatMap((view) => view.runs.flatMap((run) => seen(run)));
    expect(output.checklist.map((line) => /State\.(\w+)/.exec(line)?.[1])).toEqual(stages);
    expect(output.kept.length).toBeGreaterThan(output.checklist.length);
  });

  it('a limit is raised by the first tick after it, with its own time', async () => {
    const { monitor, output } = createMonitor([backend]);
    const parsed = createSyslogParser(logOptions).parse({
      text: tftpd(5, kernel),
      source: 'messages',
      number: 1,
      offset: 0,
      receivedAtMs: 0,
    });
    if (typeof parsed === 'object') await monitor.process([parsed]);
    const limitMs = atMs(65);
    const ticks: number[] = [];
    for (const nowMs of [limitMs - 1, limitMs, limitMs + 1, limitMs + 2]) {
      await monitor.process([{ kind: 'time', nowMs }]);
      ticks.push(output.kept.length);
    }
    expect(ticks).toEqual([1, 1, 2, 2]);
    expect(output.kept.at(-1)?.transition).toMatchObject({
      kind: 'late',
      stage: 'Initrd_RRQ',
      observedAtMs: limitMs,
      receivedAtMs: limitMs + 1,
    });
  });
});

it.each([
  [200, 'Config_Sent'],
  [206, 'Config_Sent'],
  [304, 'Config_Sent'],
  [404, 'Config_Sent failed'],
])('11: HTTP %i makes it %s', async (status, stage) => {
  const { runs } = await replay({ access_log: [httpd(5, `${images}/config`, status)] });
  expect(runs.map(seen)).toEqual([[stage]]);
});

it('12: a re-install keeps its DHCP stages, though TFTP follows 13 seconds later', async () => {
  const { views } = await replayFolder(storyFolder('reinstall-loop'), inventoryOf('reinstall-loop'));
  const times = views
    .flatMap((view) => view.runs)
    .map((run) => run.stages.slice(0, 4).map((stage) => `${stage.name} ${stage.at?.slice(11, 19)}`));
  expect(times).toEqual(
    [
      ['01:18:31', '01:18:31', '01:18:35', '01:18:35'],
      ['01:19:05', '01:19:05', '01:19:08', '01:19:08'],
      ['01:19:38', '01:19:38', '01:19:41', '01:19:41'],
      ['01:20:11', '01:20:11', '01:20:14', '01:20:14'],
    ].map((run) => ['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST', 'DHCPACK'].map((stage, i) => `${stage} ${run[i]}`)),
  );
});

it.each([
  ['pxelinux.cfg/0A010165', ['TFTP_RRQ']],
  ['pxelinux.cfg/01-52-54-00-aa-00-10', ['TFTP_RRQ']],
  ['pxelinux.cfg/b8945908-d6a6-41a9-611d-74a6ab80b83d', ['TFTP_RRQ']],
  ['pxelinux.cfg/default', ['TFTP_RRQ']],
  ['/grub/grub.cfg-10.1.1.101', ['TFTP_RRQ']],
  ['pxelinux.0', []],
  ['pxelinux.cfg/0A010166', []],
  ['ldlinux.c32', []],
])('13: a request for %s gives %j', async (file, stages) => {
  const { runs } = await replay({ messages: [dhcpd(1, `DHCPDISCOVER ${from}`), tftpd(5, file)] });
  expect(runs.map(seen)).toEqual([['DHCPDISCOVER', ...stages]]);
});

it('is fed with lines of the form that the daemons wrote', () => {
  const recorded = readFileSync(join(storyFolder('clean'), 'messages'), 'utf8');
  expect(recorded).toContain(dhcpd(20, `DHCPACK ${to}`));
  expect(recorded).toContain(tftpd(34, kernel));
});
