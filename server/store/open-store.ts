// Opens the store for the service, and says in words what is wrong when it can't be: a file that is damaged, or of a newer version, is set
// aside under another name, never replaced.
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../core/log.ts';
import { schemaVersion, versionOf } from './schema.ts';
import { Store } from './store.ts';

/** The store could not be opened; the message says what an admin can do. */
export class StoreError extends Error {}

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const code = { busy: 5, locked: 6, readonly: 8, ioError: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

export interface OpenedStore {
  store: Store;
  /** What was wrong and what became of it; null when all is well. */
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

/** Why a file that is there can't be used; null when it can, or is not there. Throws a StoreError for what setting aside does not help. */
function whatIsWrong(path: string): string | null {
  if (!existsSync(path)) return null;
  if (!statSync(path).isFile()) throw new StoreError(`the store ${path} is no file; store.path in the settings names one`);
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
  return `was written by a newer version of this program (its layout is ${version}, this one knows up to ${schemaVersion})`;
}

function isDamage(error: unknown): boolean {
  const found = resultCode(error);
  return found === code.corrupt || found === code.notADatabase;
}

function setAside(path: string, wrong: string, nowMs: number): string {
  const aside = `${path}.aside-${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}`;
  for (const ending of ['', '-wal', '-shm']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  return `the store ${path} ${wrong}; it was set aside as ${aside}, and a new one begun: earlier runs are not shown, logs are read as at a first start`;
}

/** What happened to the store, in words, with what to do. */
export function storeTrouble(path: string, error: unknown): string {
  const what: Record<number, string> = {
    [code.full]: 'the disk is full; nothing is lost, it is tried again: make room',
    [code.readonly]: 'it can only be read; is its file system mounted read-only, or owned by somebody else?',
    [code.ioError]: 'the disk reports an error; look at the kernel log',
    [code.busy]: 'another process has it; is a second service running?',
    [code.locked]: 'another process has it; is a second service running?',
    [code.cantOpen]: 'it can’t be opened; does its folder exist, and may this user write there?',
    [code.corrupt]: 'it is damaged; a restart sets it aside',
    [code.notADatabase]: 'it is no database; a restart sets it aside',
  };
  return `the store ${path}: ${what[resultCode(error)] ?? (error as Error).message}`;
}

function resultCode(error: unknown): number {
  return ((error as { errcode?: number }).errcode ?? 0) & 0xff;
}
