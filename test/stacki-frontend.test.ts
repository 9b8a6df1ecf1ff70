// A drop-in on a Stacki frontend: the original's files and queue are found by themselves, its messages are read as they are on the wire, and
// its names are in checklist.log.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualSources } from '../server/settings/usual-sources.ts';
import { freePort } from './free-port.ts';
import { startSmqPublisher } from './server/inputs/stacki/smq-publisher.ts';
import { sendUdp } from './server/inputs/network/speak.ts';
import { tempFolders } from './server/temp-folder.ts';
import { startTestService } from './server/service/test-service.ts';
import { inventoryOf, storyFolder } from './state-machines/track/replay-logs.ts';

const newFolder = tempFolders();
const logs = ['messages', 'access_log', 'ssl_access_log'];
/** What the helper on the installing machine publishes (reference of Stacki's checklist), and the installed system's heartbeat. */
const payloads: [time: string, payload: object][] = [
  ['01:05:44', { systest: 'SSH_Open', flag: 'False', msg: '' }],
  ['01:05:44', { systest: 'AUTOINST_Present', flag: 'False', msg: '' }],
  ['01:05:45', { systest: 'Partition_XML_Present', flag: 'False', msg: '' }],
  ['01:05:45', { systest: 'Ludicrous_Started', flag: 'False', msg: '' }],
  ['01:05:45', { systest: 'Ludicrous_Populated', flag: 'False', msg: '' }],
  ['01:06:20', { state: 'online', ssh: 'up' }],
];
const names = ['SSH_Open', 'AUTOINST_Present', 'Partition_XML_Present', 'Ludicrous_Started', 'Ludicrous_Populated', 'Reboot_Okay'];

describe.each([
  ['Red Hat', '/var/log/httpd'],
  ['SLES', '/var/log/apache2'],
])('on %s', (_, folder) => {
  it('the original’s files and its publisher are found', () => {
    const there = new Set(['/var/log/messages', `${folder}/access_log`, `${folder}/ssl_access_log`, '/opt/stack/sbin/smq-publisher']);
    expect(usualSources((path) => there.has(path))).toEqual([
      { type: 'syslog', path: '/var/log/messages', from: 'end' },
      { type: 'access-log', path: `${folder}/access_log`, from: 'end' },
      { type: 'ssl-access-log', path: `${folder}/ssl_access_log`, from: 'end' },
      { type: 'smq-zmq', url: 'tcp://127.0.0.1:5001' },
    ]);
  });
});

const nowMs = () => Date.UTC(2026, 10, 21, 1, 6, 21);

/** The service on the logs of a recorded install, and its queue; resolves with checklist.log when the install is over. */
async function follow(
  queue: object,
  send: (time: string, payload: object) => Promise<void>,
  ready: () => Promise<void>,
): Promise<string[]> {
  const folder = newFolder();
  const sources = logs.map((name, i) => {
    writeFileSync(join(folder, name), readFileSync(join(storyFolder('clean'), name)));
    return { type: ['syslog', 'access-log', 'ssl-access-log'][i], path: join(folder, name), from: 'beginning' };
  });
  const settings = { sources: [...sources, queue], timezone: 'UTC', log: { path: join(folder, 'checklist.log') } };
  const service = await startTestService(folder, { settings, inventory: inventoryOf('clean'), nowMs });
  const end = service.changes.until((change) => change.type === 'transition' && change.transition.stage === 'Reboot_Okay');
  await ready();
  for (const [time, payload] of payloads) await send(time, payload);
  await end;
  await service.stop();
  return readFileSync(join(folder, 'checklist.log'), 'utf8').trim().split('\n');
}

const recorded = readFileSync(join(storyFolder('clean'), 'expected-checklist.log'), 'utf8')
  .trim()
  .split('\n');
const linesOf = (name: string, lines: string[]): string[] => lines.filter((line) => line.includes(` State = State.${name},`));

it('hears a real publisher over ZeroMQ: each line is as recorded, and the installer’s own stages are there', async () => {
  const port = await freePort();
  const publisher = await startSmqPublisher('publishers.py', port);
  const send = async (time: string, payload: object): Promise<void> => {
    const message = { id: 7, payload: JSON.stringify(payload), hops: 1, ttl: 300, source: '10.1.1.101', time: `Sat Nov 21 ${time} 2026` };
    await publisher.send('health', JSON.stringify(message));
  };
  const lines = await follow({ type: 'smq-zmq', url: `tcp://127.0.0.1:${port}` }, send, publisher.subscribed);
  expect(lines).toEqual(expect.arrayContaining(recorded));
  expect(lines.filter((line) => !recorded.includes(line))).toEqual(
    payloads.slice(0, 5).map(([time], i) => `IP = 10.1.1.101, 2026-11-21 ${time} State = State.${names[i]}, Success = True`),
  );
});

it('hears the same as datagrams, where it has the port itself', async () => {
  const port = await freePort();
  const send = (_: string, payload: object): Promise<void> => {
    const message = { channel: 'health', payload: JSON.stringify(payload), ttl: 300, source: '10.1.1.101' };
    return sendUdp({ from: '127.0.0.1', port, text: JSON.stringify(message) });
  };
  const lines = await follow({ type: 'smq-udp', host: '127.0.0.1', port }, send, async () => {});
  for (const name of names) expect(linesOf(name, lines), name).toEqual([expect.stringMatching(/^IP = 10\.1\.1\.101, .*, Success = True$/)]);
});
