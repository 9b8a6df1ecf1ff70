// Follows one log by the identity of its files (device, inode, first bytes), not by name. It keeps reading a renamed file until the writer closes it,
// finds files that were rotated away in the meantime, and waits while there is no file. It reads only when asked. Remaining ways to lose lines:
// docs/following-logs.md.
import { statSync } from 'node:fs';
import type { Line, LineFilter } from '../contract/parser.ts';
import { FollowRecord, troubleText } from './follow-record.ts';
import { Generations, type Generation } from './generations.ts';
import { KnownLog, type FileIdentity, type FilePosition } from './known-log.ts';
import { OpenLog } from './open-log.ts';
import { PackedLog } from './packed-log.ts';

/** A renamed or deleted file is closed after this long without a write: rsyslog keeps writing to it until its HUP. */
const drainMs = 60_000;
/** If the folder changes during a scan, the scan is retried this often at once, then in the next round. */
const attempts = 3;

export interface FollowerOptions {
  path: string;
  /** Where to start in a file that exists at the first scan. Later files are read from the beginning. */
  from: 'beginning' | 'end';
  nowMs: () => number;
  /** An incomplete line is returned, marked as cut, after this long. */
  halfLineMs?: number;
  /** Lines that are counted but not returned. */
  isForeign?: LineFilter | undefined;
}

/** Read position in a log, across all its files; plain data. */
export interface LogPosition {
  /** Files that may still grow, oldest first. */
  files: readonly FilePosition[];
  /** Latest modification time of anything read, by the file system's clock. */
  seenMs: number;
}

export class FileFollower {
  readonly path: string;
  private readonly record = new FollowRecord();
  readonly counters = this.record.counters;
  /** Messages about lost data, until the caller takes them. */
  readonly notices = this.record.notices;
  /** Why the file can't be read now; null if it can. */
  trouble: string | null = null;
  /** Oldest first. The last one has the name, or had it last. */
  private files: KnownLog[] = [];
  private current: OpenLog | undefined;
  private seenMs: number | undefined;
  private firstLook = true;
  /** Resuming from a stored position; true until the present file is open. */
  private isResuming = false;
  /** The position of the last file in the rotation order is unknown. */
  private placeLost = false;
  private made: LogPosition = { files: [], seenMs: 0 };
  private readonly options: FollowerOptions & { halfLineMs: number };

  constructor(options: FollowerOptions) {
    this.path = options.path;
    this.options = { halfLineMs: 60_000, ...options };
  }

  /** Call before the first read: continues after `position`. */
  resume({ files, seenMs }: LogPosition): void {
    this.files = files.map((file) => KnownLog.from(file));
    this.seenMs = seenMs;
    this.firstLook = false;
    this.isResuming = true;
  }

  /** The file that had the name at the last scan. A different object means a different file. */
  get present(): object | undefined {
    return this.current;
  }

  /** Position after the line returned last. The same object until something changes; null before the first scan. */
  position(): LogPosition | null {
    if (this.seenMs === undefined) return null;
    const files = this.files.map((log) => log.position());
    const isSame = files.length === this.made.files.length && files.every((file, i) => file === this.made.files[i]);
    if (!isSame || this.made.seenMs !== this.seenMs) this.made = { files: isSame ? this.made.files : files, seenMs: this.seenMs };
    return this.made;
  }

  /** Position in the present file and the number of unread bytes after it; null while there is no file. */
  progress(): { line: number; lagBytes: number } | null {
    return this.current ? { line: this.current.position().lines, lagBytes: this.current.lagBytes } : null;
  }

  /**
   * New lines of the file and of those rotated away from its name, in the order they were written. Each batch must be consumed before the next is
   * requested: awaiting every single line takes longer than reading it.
   */
  async *readNew(): AsyncGenerator<Iterable<Line>> {
    yield* this.readOlder();
    await this.letGo();
    const found = this.look();
    if (found === 'hidden') {
      if (this.current) yield* this.readOn(this.current);
    } else {
      if (this.current) yield* this.readBehindBlank(this.current);
      if (this.current && !(found && this.current.is(found))) yield* this.leave(this.current);
      yield* this.readPresent();
    }
    this.firstLook = false;
  }

  async close(): Promise<void> {
    this.current = undefined;
    await Promise.all(this.files.map(async (log) => log instanceof OpenLog && log.close()));
  }

  /** hidden: can't determine whether the file exists. */
  private look(): FileIdentity | 'hidden' | undefined {
    try {
      const found = statSync(this.path);
      if (found.isFile()) return found;
      this.trouble = `${this.path} is not a file`;
      return undefined;
    } catch (error) {
      this.trouble = troubleText(this.path, error);
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'hidden';
    }
  }

  private async *leave(log: OpenLog): AsyncGenerator<Iterable<Line>> {
    yield* this.readOn(log);
    this.counters.rotations++;
    log.grownAtMs = this.options.nowMs();
    if (log.wasTruncated) yield* this.afterTruncation(log);
    else this.current = undefined;
  }

  /** A file with no known first bytes may have been written and truncated any number of times since the last scan. */
  private async *readBehindBlank(current: OpenLog): AsyncGenerator<Iterable<Line>> {
    if (!current.isBlank || !(await current.wasWritten())) return;
    const recoveredBefore = this.counters.recovered;
    yield* this.catchUp();
    if (this.counters.recovered > recoveredBefore) this.counters.truncations++;
  }

  private async *readPresent(): AsyncGenerator<Iterable<Line>> {
    if (!this.current) {
      yield* this.catchUp();
      // Lines written to an old file before the new one existed precede those in the new one.
      yield* this.readOlder();
    }
    if (!this.current) return;
    this.trouble = null;
    this.isResuming = false;
    yield* this.readOn(this.current);
    if (!this.current.wasTruncated) return;
    yield* this.afterTruncation(this.current);
  }

  /** Unread content of a truncated file exists only in a copy, if anywhere. */
  private async *afterTruncation(log: OpenLog): AsyncGenerator<Iterable<Line>> {
    this.counters.truncations++;
    const content = KnownLog.ofContent(log);
    const copy = await (await Generations.of(this.path)).find(content).catch(() => undefined);
    if (!copy) {
      if (!log.isBlank) this.counters.maybeLost++;
      yield this.giveHalf(log);
      this.placeLost = true;
    }
    this.files = this.files.flatMap((other) => (other !== log ? [other] : copy ? [content] : []));
    this.current = undefined;
    await log.close();
    const before = content.position().offset;
    const lastRead = copy && (() => this.files.find((other) => other.is(copy))?.position().offset ?? before);
    yield* this.catchUp();
    this.counters.recoveredBytes += lastRead ? lastRead() - before : 0;
    if (this.current) yield* this.readOn(this.current);
  }

  /** Reads everything between the known files and the present one, then opens that. */
  private async *catchUp(): AsyncGenerator<Iterable<Line>> {
    for (let attempt = 0; attempt < attempts; attempt++) if (yield* this.tryToCatchUp()) return;
  }

  /** Whether it reached the present file; false if the folder changed meanwhile. */
  private async *tryToCatchUp(): AsyncGenerator<Iterable<Line>, boolean> {
    const generations = await Generations.of(this.path);
    this.seenMs ??= generations.newestMs;
    try {
      for (const log of this.files) {
        if (!isStored(log)) continue;
        const found = await this.findOwn(log, generations);
        this.countUnseenTruncation(log, found, generations.present);
        if (!(yield* this.readStored(log, found))) return false;
      }
      const last = this.placeLost ? undefined : this.files.at(-1);
      const missed = await generations.missed({ last, known: this.files, seenMs: this.seenMs });
      for (const generation of missed) if (!(yield* this.readMissed(generation))) return false;
      return await this.openPresent(generations.present);
    } catch (error) {
      this.trouble = troubleText((error as NodeJS.ErrnoException).path ?? this.path, error);
      return true;
    }
  }

  /** The file exists, but the content already read is only in a copy: it was truncated while the program was not running. */
  private countUnseenTruncation(stored: KnownLog, found: Generation | undefined, present: Generation | undefined): void {
    if (this.isResuming && found && !found.isPresent && present && stored.is(present)) this.record.counters.truncations++;
  }

  /** A reused inode may match two known files. It belongs to the one with known first bytes. */
  private async findOwn(log: KnownLog, generations: Generations): Promise<Generation | undefined> {
    const found = await generations.find(log);
    if (!found) return undefined;
    const others = this.files.filter((other) => other !== log && !other.isBlank && (log.isBlank || !isStored(other)));
    const owners = await Promise.all(others.map((other) => generations.find(other).catch(() => undefined)));
    return owners.includes(found) ? undefined : found;
  }

  private async *readStored(stored: KnownLog, found: Generation | undefined): AsyncGenerator<Iterable<Line>, boolean> {
    const isLast = stored === this.files.at(-1);
    if (isLast && (!found || stored.isBlank)) this.placeLost = true;
    // If nothing was read of a file, others may precede it: its turn is decided by modification time.
    const isForLater = stored.isBlank && found && (found.isPresent ? !isLast : found.mtimeMs > (this.seenMs ?? 0));
    const log = found && !isForLater ? await this.open(found, stored) : undefined;
    if (found && !isForLater && !log) return false;
    this.files = this.files.flatMap((other) => (other !== stored ? [other] : log ? [log] : []));
    if (!log) this.record.lost(this.path, stored);
    else if (found?.isPresent && log instanceof OpenLog) this.current = log;
    else yield* this.readOn(log);
    return true;
  }

  private async *readMissed(generation: Generation): AsyncGenerator<Iterable<Line>, boolean> {
    const log = await this.open(generation).catch((error: unknown) => troubleText(generation.path, error));
    if (!log) return false;
    if (typeof log === 'string') {
      this.record.unreadable(generation.path, log);
      return true;
    }
    this.files = this.current ? [...this.files.slice(0, -1), log, this.current] : [...this.files, log];
    this.counters.recovered++;
    yield* this.readOn(log);
    if (log instanceof PackedLog) this.seenMs = Math.max(this.seenMs ?? 0, generation.mtimeMs);
    return true;
  }

  /** Undefined if another file has the path by now. */
  private async open(found: Generation, done?: KnownLog): Promise<OpenLog | PackedLog | undefined> {
    const { path, packing } = found;
    return packing === null ? OpenLog.open(path, found, this.options.nowMs, done) : new PackedLog({ ...found, packing }, done);
  }

  private async openPresent(present: Generation | undefined): Promise<boolean> {
    if (this.current || !present) return true;
    const back = this.files.find((log) => log.is(present) && log instanceof OpenLog && !log.closed) as OpenLog | undefined;
    const log = back ?? (await OpenLog.open(this.path, present, this.options.nowMs));
    if (!log) return false;
    if (this.firstLook && this.options.from === 'end') await log.skipToEnd();
    this.files = [...this.files.filter((other) => other !== log), log];
    this.current = log;
    this.placeLost = false;
    return true;
  }

  private async *readOlder(): AsyncGenerator<Iterable<Line>> {
    for (const log of this.files) if (log !== this.current && log instanceof OpenLog) yield* this.readOn(log);
  }

  private async *readOn(log: KnownLog): AsyncGenerator<Iterable<Line>> {
    if (!(log instanceof OpenLog || log instanceof PackedLog)) return;
    const cutBefore = log.cutLines;
    for await (const lines of log.readOn(this.options.isForeign)) yield log instanceof PackedLog ? this.countHalves(lines) : lines;
    this.counters.cutLines += log.cutLines - cutBefore;
    if (log instanceof PackedLog && log.trouble !== null) this.record.unreadable(log.path, log.trouble);
    if (!(log instanceof OpenLog) || log.wasTruncated) return;
    this.seenMs = Math.max(this.seenMs ?? 0, log.writtenAtMs);
    if (this.options.nowMs() - log.grownAtMs >= this.options.halfLineMs) yield this.giveHalf(log);
  }

  private *countHalves(lines: Iterable<Line>): Generator<Line> {
    for (const line of lines) {
      if (line.cut) this.counters.halfLines++;
      yield line;
    }
  }

  private *giveHalf(log: OpenLog): Generator<Line> {
    for (const half of log.giveHalf()) {
      this.counters.halfLines++;
      yield half;
    }
  }

  /** The last file is kept, so that its place in the rotation order can be determined. */
  private async letGo(): Promise<void> {
    const present = this.current ?? this.files.at(-1);
    const quiet = this.files.filter((log) => log !== present && !isStored(log) && this.isQuiet(log));
    await Promise.all(quiet.map(async (log) => log instanceof OpenLog && log.close()));
    this.files = this.files.filter((log, i) => i === this.files.length - 1 || !quiet.includes(log));
  }

  private isQuiet(log: KnownLog): boolean {
    if (!(log instanceof OpenLog) || log.closed || log.wasTruncated) return true;
    return !log.holdsHalf && this.options.nowMs() - log.grownAtMs > drainMs;
  }
}

/** Known only from a stored position or by its content; not located yet. */
function isStored(log: KnownLog): boolean {
  return !(log instanceof OpenLog || log instanceof PackedLog);
}
