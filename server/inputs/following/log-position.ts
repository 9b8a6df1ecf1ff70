// Log positions read back from the store: outside data, so they are validated.
import * as z from 'zod';
import type { LogPosition } from './file-follower.ts';

const count = z.number().int().nonnegative();
const logPosition = z.object({
  files: z.array(z.object({ dev: z.number(), ino: z.number(), head: z.string(), offset: count, lines: count })),
  seenMs: z.number(),
});
const logsPosition = z.object({ logs: z.record(z.string(), logPosition) });
const journalPosition = z.object({ cursor: z.string().min(1).max(1_000).nullable() });

/** Undefined if it is not a valid position. */
export function readLogPosition(at: unknown): LogPosition | undefined {
  return logPosition.safeParse(at).data;
}

/** Positions of several logs, by path; undefined if not valid. */
export function readLogsPosition(at: unknown): Record<string, LogPosition> | undefined {
  return logsPosition.safeParse(at).data?.logs;
}

/** The cursor of the last journal entry read, null if there was none; undefined if it is not a valid position. */
export function readJournalPosition(at: unknown): string | null | undefined {
  return journalPosition.safeParse(at).data?.cursor;
}
