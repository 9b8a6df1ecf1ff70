import { appendFile } from 'node:fs/promises';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { GlobTailer } from '../../../../server/inputs/following/glob-tailer.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { receivedAtMs } from '../contract/source-contract.ts';
import { createSyslogParser } from '../readers.ts';

const newFolder = tempFolders();
const nowMs = (): number => receivedAtMs;
const requestOf = (n: number): string =>
  `Nov 21 01:05:${String(n).padStart(2, '0')} frontend-0-0 in.tftpd[1]: RRQ from 10.1.1.101 filename file-${n}\n`;

function create(folder: string): { source: GlobTailer; troubles: (string | null)[] } {
  const troubles: (string | null)[] = [];
  const newParser = () => createSyslogParser({ timeZone: 'UTC', nowMs });
  const path = join(folder, '*messages');
  const onTrouble = (trouble: string | null): unknown => troubles.push(trouble);
  const source = new GlobTailer({ name: 'all', type: 'syslog', path, from: 'beginning', newParser, nowMs, onTrouble });
  onTestFinished(() => source.stop());
  return { source, troubles };
}
async function caughtUp(source: GlobTailer): Promise<{ texts: string[]; at: unknown }> {
  const found = await Array.fromAsync(source.catchUp());
  return {
    texts: found.flatMap(({ observations }) => observations).map(({ evidence }) => `${evidence.source} ${evidence.text.at(-1)}`),
    at: found.at(-1)?.position?.at,
  };
}

it('reads every file that matches, by time, each under its own name; rotated siblings are none', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'messages'), requestOf(1) + requestOf(3));
  writeFileSync(join(folder, 'b-messages'), requestOf(2));
  writeFileSync(join(folder, 'messages.1'), requestOf(0));
  writeFileSync(join(folder, 'other'), requestOf(0));
  const { source } = create(folder);
  const { texts, at } = await caughtUp(source);
  expect(texts).toEqual(['messages 1', 'b-messages 2', 'messages 3']);
  expect(at).toMatchObject({
    logs: { [join(folder, 'messages')]: { files: [{ lines: 2 }] }, [join(folder, 'b-messages')]: { files: [{ lines: 1 }] } },
  });
  expect(source.status()).toMatchObject({ name: 'all', alive: true, lines: 3, observations: 3, counters: { truncations: 0 } });
});

it('tells how far it is done in each of a few files, and how many they are otherwise; what is behind, of all', async () => {
  const folder = newFolder();
  const { source } = create(folder);
  expect(source.status()).toMatchObject({ position: null, lagBytes: null });
  for (const name of ['a-messages', 'b-messages']) writeFileSync(join(folder, name), requestOf(1));
  await caughtUp(source);
  expect(source.status()).toMatchObject({ position: 'line 1 of a-messages, line 1 of b-messages', lagBytes: 0 });
  for (const name of ['a-messages', 'b-messages']) appendFileSync(join(folder, name), requestOf(2));
  expect(source.status().lagBytes).toBe(2 * requestOf(2).length);
  for (const name of ['c-messages', 'd-messages']) writeFileSync(join(folder, name), requestOf(1));
  await source.pickUp(async () => {});
  expect(source.status().position).toBe('4 files');
});

it('goes on where it was, in each file, and in those that came meanwhile', async () => {
  const folder = newFolder();
  const log = join(folder, 'messages');
  writeFileSync(log, requestOf(1));
  const { at } = await caughtUp(create(folder).source);
  appendFileSync(log, requestOf(2));
  renameSync(log, `${log}.1`);
  writeFileSync(log, requestOf(3));
  writeFileSync(join(folder, 'new-messages'), requestOf(4));
  const { source } = create(folder);
  source.resume(JSON.parse(JSON.stringify(at)));
  expect((await caughtUp(source)).texts).toEqual(['messages 2', 'messages 3', 'new-messages 4']);
});

it('picks up files that come later, and pushes positions of all under its own name', async () => {
  const folder = newFolder();
  const { source } = create(folder);
  await caughtUp(source);
  expect(source.status().trouble).toMatch(/no file matches/);
  const items = new Seen<QueueItem>();
  const push = async (item: QueueItem): Promise<void> => items.add(item);
  await source.follow(push);
  await appendFile(join(folder, 'messages'), requestOf(1));
  await source.pickUp(push);
  const [first] = await items.count(1);
  expect(first).toMatchObject({ kind: 'reading', observations: [{ evidence: { source: 'messages' } }], position: { source: 'all' } });
  expect(source.status().trouble).toBeNull();
});

it('a position that can’t be understood is told', () => {
  const { source, troubles } = create(newFolder());
  source.resume({ logs: 1 });
  expect(troubles).toEqual([expect.stringMatching(/is invalid/)]);
});
