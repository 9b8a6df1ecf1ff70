// Records what happened to a log while it was followed: counters for the operator, and messages about lost data.
import type { KnownLog } from './known-log.ts';

export class FollowRecord {
  /**
   * truncations: each has an unavoidable window for loss · maybeLost: truncations without a copy · recovered: files created and rotated away unseen ·
   * recoveredBytes: read from copies · lostFiles: in a stored position, but gone · unreadFiles: could not be unpacked · halfLines: returned without
   * their newline · cutLines: too long.
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
  /** Kept until the caller takes them. */
  readonly notices: string[] = [];
  private readonly unread = new Set<string>();

  lost(path: string, stored: KnownLog): void {
    if (stored.isBlank) return;
    this.counters.lostFiles++;
    this.notices.push(`a file of ${path} is gone after being read up to byte ${stored.position().offset}; anything after that is lost`);
  }

  /** Reported once per file. */
  unreadable(path: string, why: string): void {
    if (this.unread.has(path)) return;
    this.unread.add(path);
    this.counters.unreadFiles++;
    this.notices.push(`${path} was read only in part: ${why}`);
  }
}

export function troubleText(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `${path} does not exist yet`;
  if (code === 'EACCES') return `${path} can't be read: permission denied`;
  return `${path} can't be read: ${(error as Error).message}`;
}
