// The health channel's broker dies and comes back in the middle of an install: the install is followed to its end all the same.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { createAccessLogParser } from '../../../../server/inputs/web-logs/access-log.ts';
import { loadInventory } from '../../../../server/inventory/inventory-file.ts';
import type { Change } from '../../../../server/core/change.ts';
import { call } from '../../call.ts';
import { Mosquitto } from './mosquitto.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService } from '../../service/test-service.ts';
import { createSyslogParser } from '../readers.ts';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';

const newFolder = tempFolders();
const story = 'sample-logs/clean';
const lastMs = Date.UTC(2026, 10, 21, 1, 6, 20);

interface Act {
  atMs: number;
  log: string;
  text: string;
}

/** The lines of the story's logs in the order of their times. */
function readActs(): Act[] {
  const syslog = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: () => lastMs });
  const access = createAccessLogParser();
  const acts = ['messages', 'access_log', 'ssl_access_log'].flatMap((log) =>
    linesOf(join(story, log)).map((text) => {
      const parser = log === 'messages' ? syslog : access;
      return { atMs: timeOf(parser.parse({ text, source: log, number: 1, offset: 0, receivedAtMs: lastMs })) ?? 0, log, text };
    }),
  );
  return acts.toSorted((a, b) => a.atMs - b.atMs);
}

/** Resolves when the service has read as many lines of each log as `folder` has: what is written next is read after them. */
async function allIsRead(url: string, folder: string): Promise<void> {
  const unread = async (): Promise<boolean> => {
    const { sources } = (await call(`${url}/api/v1/sources`)).json() as { sources: { name: string; type: string; lines: number }[] };
    return sources.some(({ name, type, lines }) => type !== 'mqtt' && lines < linesOf(join(folder, name)).length);
  };
  while (await unread());
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const isStage = (name: string) => (change: Change) => change.type === 'transition' && change.transition.stage === name;

it('a broker that is killed and started again costs no install', async () => {
  const folder = newFolder();
  const broker = await Mosquitto.start(folder);
  onTestFinished(() => broker.kill());
  const logs = [
    { type: 'syslog', path: join(folder, 'messages') },
    { type: 'access-log', path: join(folder, 'access_log') },
    { type: 'ssl-access-log', path: join(folder, 'ssl_access_log') },
  ];
  for (const { path } of logs) writeFileSync(path, '');
  let nowMs = 0;
  const service = await startTestService(folder, {
    settings: { sources: [...logs, { type: 'mqtt', url: broker.url, clientId: 'broker-restart-test' }], timezone: 'UTC' },
    inventory: loadInventory(`${story}/inventory.yaml`, new Set(['stacki-sles-12'])),
    nowMs: () => nowMs,
  });
  const acts = readActs();
  const half = acts.findIndex(({ atMs }) => atMs >= Date.UTC(2026, 10, 21, 1, 5, 46));
  const play = async (part: readonly Act[]): Promise<void> => {
    for (const [i, { atMs, log, text }] of part.entries()) {
      if (part[i - 1]?.log !== log) await allIsRead(service.url, folder);
      nowMs = atMs;
      appendFileSync(join(folder, log), `${text}\n`);
    }
  };

  await play(acts.slice(0, half));
  await service.changes.until(isStage('Profile_XML_Sent'));
  const down = service.said.until(({ text }) => text.startsWith('health: the broker'));
  await broker.kill();
  await down;
  await play(acts.slice(half));
  await service.changes.until(isStage('Rebooting_HDD'));
  const up = service.said.next(({ text }) => text === 'reading health');
  await broker.start();
  await up;

  const recorded = JSON.parse(readFileSync(join(story, 'mqtt.jsonl'), 'utf8')) as { topic: string; payload: string };
  nowMs = lastMs;
  const machine = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0 });
  await machine.publishAsync(recorded.topic, recorded.payload, { qos: 1 });
  await machine.endAsync();
  await service.changes.until(isStage('Reboot_Okay'));

  await service.stop();
  expect(linesOf(join(folder, 'checklist.log'))).toEqual(linesOf(join(story, 'expected-checklist.log')));
  expect(service.monitor.views()).toMatchObject([{ id: 'backend-0-0', status: 'installed', stage: 'Reboot_Okay' }]);
});
