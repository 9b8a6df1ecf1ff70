// Opens the store for the service, with readable errors. A file that is damaged, or was written by a newer version, is renamed and never
// overwritten.
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../core/log.ts';
import { schemaVersion, versionOf } from './schema.ts';
import { Store } from './store.ts';

/** The store could not be opened; the message includes what to do. */
export class StoreError extends Error {}

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const code = { busy: 5, locked: 6, readonly: 8, ioError: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

export interface OpenedStore {
  store: Store;
  /** What was wrong with the file and what was done; null if nothing. */
  trouble: string | null;
}

export function openStore(path: string, { log, nowMs }: { log: Log; nowMs: () => number }): OpenedStore {
  const wrong = whatIsWrong(path);
  const trouble = wrong === null ? null : setAside(path, wrong, nowMs());
  if (trouble !== null) log.error(trouble);
  try {
    mkdirSync(dirname(path), { recursive: true });
    return { store: new Store(path), trouble };
  } catch (error) {
    throw new StoreError(storeTrouble(path, error));
  }
}

/** Why an existing file cannot be used; null if it can, or does not exist. Throws a StoreError if renaming it would not help. */
function whatIsWrong(path: string): string | null {
  if (!existsSync(path)) return null;
  if (!statSync(path).isFile()) throw new StoreError(`the store ${path} is not a regular file; change store.path in the settings`);
  let version: number;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      version = versionOf(database);
      if (version <= schemaVersion) {
        const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
        return found === 'ok' ? null : `is damaged: ${found}`;
      }
    } finally {
      database.close();
    }
  } catch (error) {
    if (isDamage(error)) return `is damaged: ${(error as Error).message}`;
    throw new StoreError(storeTrouble(path, error));
  }
  return `was written by a newer version of this program (layout ${version}; this version supports up to ${schemaVersion})`;
}

function isDamage(error: unknown): boolean {
  const found = resultCode(error);
  return found === code.corrupt || found === code.notADatabase;
}

function setAside(path: string, wrong: string, nowMs: number): string {
  const aside = `${path}.aside-${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}`;
  for (const ending of ['', '-wal', '-shm']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  return `the store ${path} ${wrong}; renamed to ${aside}, and a new store created: earlier runs are not shown, and logs are read as at the first start`;
}

/** An error of the store as a message, with what to do. */
export function storeTrouble(path: string, error: unknown): string {
  const what: Record<number, string> = {
    [code.full]: 'the disk is full; free some space. Nothing is lost; retrying',
    [code.readonly]: 'read-only; check its owner, its mode, and whether its file system is mounted read-only',
    [code.ioError]: 'I/O error; check the kernel log',
    [code.busy]: 'locked by another process; is a second service running?',
    [code.locked]: 'locked by another process; is a second service running?',
    [code.cantOpen]: 'cannot be opened; does its folder exist, and can this user write to it?',
    [code.corrupt]: 'damaged; restart the service to rename it and create a new one',
    [code.notADatabase]: 'not a database; restart the service to rename it and create a new one',
  };
  return `the store ${path}: ${what[resultCode(error)] ?? (error as Error).message}`;
}

function resultCode(error: unknown): number {
  return ((error as { errcode?: number }).errcode ?? 0) & 0xff;
}
