// The positions of logs as they come back from the store: outside data, so they are checked.
import * as z from 'zod';
import type { LogPosition } from './file-follower.ts';

const count = z.number().int().nonnegative();
const logPosition = z.object({
  files: z.array(z.object({ dev: z.number(), ino: z.number(), head: z.string(), offset: count, lines: count })),
  seenMs: z.number(),
});
const logsPosition = z.object({ logs: z.record(z.string(), logPosition) });
const journalPosition = z.object({ cursor: z.string().min(1).max(1_000).nullable() });

/** Undefined when it is none. */
export function readLogPosition(at: unknown): LogPosition | undefined {
  return logPosition.safeParse(at).data;
}

/** That of several logs, by their paths; undefined when it is none. */
export function readLogsPosition(at: unknown): Record<string, LogPosition> | undefined {
  return logsPosition.safeParse(at).data?.logs;
}

/** The cursor of the journal's entry that was read last, null where there was none yet; undefined when it is no position. */
export function readJournalPosition(at: unknown): string | null | undefined {
  return journalPosition.safeParse(at).data?.cursor;
}
