// Follows one log file by its identity (device, inode, first bytes), not by its name: reads what is new, goes on with a renamed file until its
// writer has let go of it, starts over when the file was truncated, waits while there is none. It only reads when asked to; who wakes
// it, and what its lines mean, is its owner's matter.
import { stat } from 'node:fs/promises';
import type { RawLine } from './line-splitter.ts';
import { openMissedLogs } from './missed-logs.ts';
import { OpenLog, type FileIdentity } from './open-log.ts';

/** A renamed or deleted file is let go when nothing was written to it for this long: rsyslog writes on until its HUP. */
const drainMs = 5_000;

export interface FollowerOptions {
  path: string;
  /** Where to start in a file that is there at the first look. Files that come later are read from their beginning. */
  from: 'beginning' | 'end';
  nowMs: () => number;
}

export class FileFollower {
  readonly path: string;
  /** recovered: files that came and were rotated away between two looks. */
  readonly counters = { truncations: 0, rotations: 0, recovered: 0, cutLines: 0 };
  /** Why the file can't be read now, null when it can. */
  trouble: string | null = null;
  private current: OpenLog | undefined;
  /** The file that had the name last, open or not. */
  private last: OpenLog | undefined;
  private leaving: OpenLog[] = [];
  private firstLook = true;
  private readonly options: FollowerOptions;

  constructor(options: FollowerOptions) {
    this.path = options.path;
    this.options = options;
  }

  /** What is new in the file and in those that were rotated away from its name, in the order in which they were written. */
  async *readNew(): AsyncGenerator<RawLine> {
    for (const log of this.leaving) yield* this.readOn(log);
    await this.letGo();
    const found = await this.look();
    if (found === 'hidden') {
      if (this.current) yield* this.readOn(this.current);
    } else {
      if (this.current && !(found && this.current.is(found))) yield* this.leave(this.current);
      if (found) yield* this.readPresent(found);
    }
    this.firstLook = false;
  }

  async close(): Promise<void> {
    const logs = [...this.leaving, ...(this.current ? [this.current] : [])];
    this.leaving = [];
    this.current = undefined;
    await Promise.all(logs.map((log) => log.close()));
  }

  /** hidden: whether the file is there can't be told. */
  private async look(): Promise<FileIdentity | 'hidden' | undefined> {
    try {
      const found = await stat(this.path);
      if (found.isFile()) return found;
      this.trouble = `${this.path} is not a file`;
      return undefined;
    } catch (error) {
      this.trouble = troubleText(this.path, error);
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'hidden';
    }
  }

  private async *leave(log: OpenLog): AsyncGenerator<RawLine> {
    yield* this.readOn(log);
    this.leaving.push(log);
    this.counters.rotations++;
    this.current = undefined;
  }

  private async *readPresent(found: FileIdentity): AsyncGenerator<RawLine> {
    this.current ??= this.takeBack(found);
    if (!this.current) yield* this.openPresent();
    if (!this.current) return;
    if (await this.current.wasTruncated()) {
      this.counters.truncations++;
      this.current.startOver();
    }
    this.trouble = null;
    yield* this.readOn(this.current);
  }

  /** A file that was renamed and got its name back is read on, not anew. */
  private takeBack(found: FileIdentity): OpenLog | undefined {
    const back = this.leaving.find((log) => log.is(found));
    this.leaving = this.leaving.filter((log) => log !== back);
    return back;
  }

  /** Opens the file; the lines are those of files between it and the last one. */
  private async *openPresent(): AsyncGenerator<RawLine> {
    const { nowMs, from } = this.options;
    let log: OpenLog;
    try {
      log = await OpenLog.open(this.path, nowMs);
    } catch (error) {
      this.trouble = troubleText(this.path, error);
      return;
    }
    if (this.firstLook && from === 'end') await log.skipToEnd();
    const missed = this.last
      ? await openMissedLogs({ path: this.path, last: this.last, known: [...this.leaving, this.last, log], nowMs })
      : [];
    this.current = log;
    this.last = log;
    this.leaving.push(...missed);
    this.counters.recovered += missed.length;
    for (const other of missed) yield* this.readOn(other);
  }

  private async *readOn(log: OpenLog): AsyncGenerator<RawLine> {
    const cutBefore = log.cutLines;
    yield* log.readOn();
    this.counters.cutLines += log.cutLines - cutBefore;
  }

  private async letGo(): Promise<void> {
    const quiet = this.leaving.filter((log) => this.options.nowMs() - log.grownAtMs > drainMs);
    this.leaving = this.leaving.filter((log) => !quiet.includes(log));
    await Promise.all(quiet.map((log) => log.close()));
  }
}

function troubleText(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `${path} does not exist yet`;
  if (code === 'EACCES') return `${path} can't be read: permission denied`;
  return `${path} can't be read: ${(error as Error).message}`;
}
