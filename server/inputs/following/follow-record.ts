// What happened to a log while it was followed: counters for the operator, and sentences about what was lost.
import type { KnownLog } from './known-log.ts';

export class FollowRecord {
  /**
   * truncations: each has a window that nobody can close · maybeLost: those of which no copy was found · recovered: files that came and were
   * rotated away unseen · recoveredBytes: read from copies · lostFiles: that a stored position knew, and nobody knows now ·
   * unreadFiles: that could not be unpacked · halfLines: given out without their newline · cutLines: too long.
   */
  readonly counters = {
    truncations: 0,
    rotations: 0,
    recovered: 0,
    recoveredBytes: 0,
    maybeLost: 0,
    lostFiles: 0,
    unreadFiles: 0,
    cutLines: 0,
    halfLines: 0,
  };
  /** Until somebody takes them. */
  readonly notices: string[] = [];
  private readonly unread = new Set<string>();

  lost(path: string, stored: KnownLog): void {
    if (stored.isBlank) return;
    this.counters.lostFiles++;
    this.notices.push(`a file of ${path} that was read up to byte ${stored.position().offset} is gone; what came after that is lost`);
  }

  /** Each file once. */
  unreadable(path: string, why: string): void {
    if (this.unread.has(path)) return;
    this.unread.add(path);
    this.counters.unreadFiles++;
    this.notices.push(`${path} is not read to its end: ${why}`);
  }
}

export function troubleText(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `${path} does not exist yet`;
  if (code === 'EACCES') return `${path} can't be read: permission denied`;
  return `${path} can't be read: ${(error as Error).message}`;
}
