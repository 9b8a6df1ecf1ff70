import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync, writeSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore, StoreError, storeTrouble } from '../../../server/store/open-store.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { tempFolders } from '../temp-folder.ts';
import { batch, loaded, run, transition } from './rows-of.ts';

const newFolder = tempFolders();
const nowMs = (): number => Date.UTC(2026, 10, 21, 1, 2, 3);

function open(path: string) {
  const { log, said } = keptLog();
  return { ...openStore(path, { log, nowMs }), said };
}

/** A store with some content, closed. */
function filledStore(folder: string): string {
  const path = join(folder, 'checklist.db');
  const { store } = open(path);
  const runs = Array.from({ length: 200 }, (_, i) => run(`run-${i}`, i, { state: JSON.stringify({ filler: 'x'.repeat(500) }) }));
  store.commit(batch({ runs, transitions: Array.from({ length: 200 }, (_, i) => transition(i + 1)) }));
  store.close();
  return path;
}

describe('opening the store', () => {
  it('makes its folder, and is silent when all is well', () => {
    const path = join(newFolder(), 'deep', 'er', 'checklist.db');
    const { store, trouble, said } = open(path);
    expect(trouble).toBeNull();
    expect(said.all).toEqual([]);
    store.close();
  });

  const asideName = 'checklist.db.aside-20261121T010203';
  it.each([
    [
      'is no database',
      (path: string) =>
        writeFileSync(path, 'this is a text, and has been one for a long time, long enough to be read as a page\n'.repeat(50)),
      /is damaged: file is not a database/,
    ],
    [
      'is damaged in its middle',
      (path: string) => {
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.alloc(20_000, 0x5a), 0, 20_000, 8_192);
        closeSync(file);
      },
      /is damaged: /,
    ],
    ['is cut off', (path: string) => truncateSync(path, 30_000), /is damaged: /],
    [
      'was written by a newer version',
      (path: string) => {
        const database = new DatabaseSync(path);
        database.exec('PRAGMA user_version = 99');
        database.close();
      },
      /was written by a newer version of this program \(layout 99; /,
    ],
  ])('a file that %s is told, set aside whole, and a new one begun', (_what, harm, message) => {
    const folder = newFolder();
    const path = filledStore(folder);
    harm(path);
    const harmed = readFileSync(path);
    const { store, trouble, said } = open(path);
    expect(trouble).toMatch(message);
    expect(trouble).toContain(`renamed to ${path}.aside-20261121T010203`);
    expect(said.all).toEqual([{ level: 'error', text: trouble }]);
    expect(readdirSync(folder)).toContain(asideName);
    expect(readFileSync(join(folder, asideName)).equals(harmed)).toBe(true);
    expect(loaded(store)).toMatchObject({ runs: [], lastSeq: 0 });
    store.close();
  });

  it('a folder in its place is told, and nothing is touched', () => {
    const folder = newFolder();
    expect(() => open(folder)).toThrow(StoreError);
    expect(() => open(folder)).toThrow(/is not a regular file; change store\.path in the settings/);
    expect(readdirSync(folder)).toEqual([]);
  });

  // Root may write what is read-only: the words are tried with SQLite's own code.
  it('a read-only store is told with what to do', () => {
    const path = filledStore(newFolder());
    chmodSync(path, 0o444);
    const database = new DatabaseSync(path, { readOnly: true });
    let caught: unknown;
    try {
      database.exec('DELETE FROM runs');
    } catch (error) {
      caught = error;
    }
    database.close();
    expect(storeTrouble(path, caught)).toBe(
      `the store ${path}: read-only; check its owner, its mode, and whether its file system is mounted read-only`,
    );
  });
});
