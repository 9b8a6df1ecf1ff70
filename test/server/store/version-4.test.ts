// A store as layout 4 left it (the logs of the story profile-500), with the checklist.log that was written along with it: a start of this
// version goes on exactly where that one was.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { schemaVersion } from '../../../server/store/schema.ts';
import { Store } from '../../../server/store/store.ts';
import { startTestService } from '../service/test-service.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();
const log = readFileSync(join(import.meta.dirname, 'version-4.checklist'), 'utf8');
const nowMs = (): number => Date.UTC(2026, 10, 21, 6);

/** A folder with the store, as it was when checklist.log had so many lines and the position was at its line before. */
function oldFolder({ lines, position }: { lines: number; position: 'last' | 'none' }): string {
  const folder = newFolder();
  const path = join(folder, 'checklist.db');
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, 'version-4.db.gz'))));
  writeFileSync(join(folder, 'checklist.log'), log.split('\n').slice(0, lines).join('\n') + '\n');
  if (position === 'none') {
    const database = new DatabaseSync(path);
    database.exec("UPDATE facts SET value = '0' WHERE name = 'checklist.log'");
    database.close();
  }
  return folder;
}

it('is of layout 4, and has the position of checklist.log', () => {
  const folder = oldFolder({ lines: 99, position: 'last' });
  const database = new DatabaseSync(join(folder, 'checklist.db'));
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
  database.close();
  const store = new Store(join(folder, 'checklist.db'));
  const { facts, lastSeq } = store.load();
  store.close();
  expect(schemaVersion).toBeGreaterThan(4);
  expect(Number(facts.get('checklist.log'))).toBeGreaterThan(lastSeq - 50);
});

const lines = log.trimEnd().split('\n').length;

it.each([
  ['all lines, and its position', lines, 'last'],
  ['all lines, and a position that was not stored', lines, 'none'],
  ['half of the lines, and a position that was not stored', Math.floor(lines / 2), 'none'],
] as const)('checklist.log had %s: afterwards each line is there once', async (_, had, position) => {
  const folder = oldFolder({ lines: had, position });
  const settings = { store: { path: join(folder, 'checklist.db'), keepDays: 36_500 } };
  const service = await startTestService(folder, { settings, nowMs });
  expect(service.monitor.views().length).toBeGreaterThan(0);
  await service.stop();
  expect(readFileSync(join(folder, 'checklist.log'), 'utf8')).toBe(log);
});

it('the numbers go on', async () => {
  const folder = oldFolder({ lines: 99, position: 'last' });
  const path = join(folder, 'checklist.db');
  const service = await startTestService(folder, { settings: { store: { path, keepDays: 36_500 }, discovery: true }, nowMs });
  const { seq: last } = service.monitor;
  const made = await service.see(
    { kind: 'dhcp', message: 'DISCOVER', note: null },
    { who: { mac: '52:54:00:cc:00:01' }, observedAtMs: nowMs() },
  );
  expect(made.seq).toBe(last + 1);
});
