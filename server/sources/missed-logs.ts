// Finds the logs that came and were rotated away between two looks, so that their lines are not lost. Only for logs that are rotated by
// renaming; a compressed one is past reading.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OpenLog } from './open-log.ts';

/** logrotate's endings: a number, or a date with dateext. */
const rotatedEnding = /^(?:\.\d{1,4}|-\d{8}(?:-\d+)?)$/;

export interface MissedLogsOptions {
  path: string;
  /** The log that had the name at the last look. */
  last: OpenLog;
  /** All that are open, the new one too. */
  known: readonly OpenLog[];
  nowMs: () => number;
}

/** Rotated siblings that are younger than `last` and were never opened, oldest first; opened. */
export async function openMissedLogs({ path, last, known, nowMs }: MissedLogsOptions): Promise<OpenLog[]> {
  // Copies of a log that is truncated in place look like missed ones.
  if (last.wasStartedOver) return [];
  const opened = await Promise.all((await youngerSiblings(path, last)).map((sibling) => openUnknown(sibling, known, nowMs)));
  return opened.filter((log) => log !== undefined).toSorted((a, b) => a.bornAtMs - b.bornAtMs);
}

async function youngerSiblings(path: string, last: OpenLog): Promise<string[]> {
  const name = basename(path);
  const names = await readdir(dirname(path)).catch(() => []);
  const siblings = names
    .filter((other) => other.startsWith(name) && rotatedEnding.test(other.slice(name.length)))
    .map((other) => join(dirname(path), other));
  const younger = await Promise.all(
    siblings.map(async (sibling) => {
      const found = await stat(sibling).catch(() => undefined);
      return found?.isFile() && found.birthtimeMs > last.bornAtMs ? [sibling] : [];
    }),
  );
  return younger.flat();
}

async function openUnknown(path: string, known: readonly OpenLog[], nowMs: () => number): Promise<OpenLog | undefined> {
  const log = await OpenLog.open(path, nowMs).catch(() => undefined);
  if (!log) return undefined;
  const head = await log.readHead().catch(() => Buffer.alloc(0));
  // The same file under another name, or a copy of one.
  const seen = known.some((other) => other.is(log) || (other.offset > 0 && other.beginsLike(head)));
  if (!seen && head.length > 0) return log;
  await log.close();
  return undefined;
}
