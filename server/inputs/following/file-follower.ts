// Follows one log by its files' identity (device, inode, first bytes), not by its name: reads what is new, goes on with a renamed file until
// its writer has let go of it, finds what was rotated away meanwhile, waits while there is none. It only reads when asked to; who
// wakes it, and what its lines mean, is its owner's matter. What can be lost all the same: docs/following-logs.md.
import { statSync } from 'node:fs';
import type { Line, LineFilter } from '../contract/parser.ts';
import { FollowRecord, troubleText } from './follow-record.ts';
import { Generations, type Generation } from './generations.ts';
import { KnownLog, type FileIdentity, type FilePosition } from './known-log.ts';
import { OpenLog } from './open-log.ts';
import { PackedLog } from './packed-log.ts';

/** A renamed or deleted file is let go when nothing was written to it for this long: rsyslog writes on until its HUP. */
const drainMs = 60_000;
/** A folder that is rotated while we look at it is looked at again, so often at once; then at the next look. */
const attempts = 3;

export interface FollowerOptions {
  path: string;
  /** Where to start in a file that is there at the first look. Files that come later are read from their beginning. */
  from: 'beginning' | 'end';
  nowMs: () => number;
  /** A line that nobody completes is given out, marked, after this long. */
  halfLineMs?: number;
  /** Lines that are counted and not given out. */
  isForeign?: LineFilter | undefined;
}

/** How far a log is done, over all its files; plain data. */
export interface LogPosition {
  /** Those that may still grow, oldest first. */
  files: readonly FilePosition[];
  /** The greatest time of change of all that was read, by the file system's clock. */
  seenMs: number;
}

export class FileFollower {
  readonly path: string;
  private readonly record = new FollowRecord();
  readonly counters = this.record.counters;
  /** What was lost, in sentences, until somebody takes them. */
  readonly notices = this.record.notices;
  /** Why the file can't be read now, null when it can. */
  trouble: string | null = null;
  /** Oldest first. The last is the one that has the name, or had it last. */
  private files: KnownLog[] = [];
  private current: OpenLog | undefined;
  private seenMs: number | undefined;
  private firstLook = true;
  /** From a stored position, until the present file is open. */
  private isResuming = false;
  /** Where the last file stood is not known. */
  private placeLost = false;
  private made: LogPosition = { files: [], seenMs: 0 };
  private readonly options: FollowerOptions & { halfLineMs: number };

  constructor(options: FollowerOptions) {
    this.path = options.path;
    this.options = { halfLineMs: 60_000, ...options };
  }

  /** Before the first look: goes on behind `position`. */
  resume({ files, seenMs }: LogPosition): void {
    this.files = files.map((file) => KnownLog.from(file));
    this.seenMs = seenMs;
    this.firstLook = false;
    this.isResuming = true;
  }

  /** The file that has the name, as far as the last look tells: another object for another file. */
  get present(): object | undefined {
    return this.current;
  }

  /** How far all is done with the line that was given out last. The same object until something changes; null before the first look. */
  position(): LogPosition | null {
    if (this.seenMs === undefined) return null;
    const files = this.files.map((log) => log.position());
    const isSame = files.length === this.made.files.length && files.every((file, i) => file === this.made.files[i]);
    if (!isSame || this.made.seenMs !== this.seenMs) this.made = { files: isSame ? this.made.files : files, seenMs: this.seenMs };
    return this.made;
  }

  /** Where the present file is done, and how many bytes behind that it holds; null while there is none. */
  progress(): { line: number; lagBytes: number } | null {
    return this.current ? { line: this.current.position().lines, lagBytes: this.current.lagBytes } : null;
  }

  /**
   * What is new in the file and in those that were rotated away from its name, in the order in which they were written; some lines at a time,
   * which are to be taken before the next are asked for: waiting for each line by itself takes longer than reading it.
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

  /** hidden: whether the file is there can't be told. */
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

  /** A file of which nothing is known may have been written and truncated since the last look, any number of times. */
  private async *readBehindBlank(current: OpenLog): AsyncGenerator<Iterable<Line>> {
    if (!current.isBlank || !(await current.wasWritten())) return;
    const recoveredBefore = this.counters.recovered;
    yield* this.catchUp();
    if (this.counters.recovered > recoveredBefore) this.counters.truncations++;
  }

  private async *readPresent(): AsyncGenerator<Iterable<Line>> {
    if (!this.current) {
      yield* this.catchUp();
      // What was written to an old file before there was a new one comes before what is in that.
      yield* this.readOlder();
    }
    if (!this.current) return;
    this.trouble = null;
    this.isResuming = false;
    yield* this.readOn(this.current);
    if (!this.current.wasTruncated) return;
    yield* this.afterTruncation(this.current);
  }

  /** What was not read of the content that is gone is in a copy, if anywhere. */
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

  /** Reads what lies between what is known and the present file, and opens that one. */
  private async *catchUp(): AsyncGenerator<Iterable<Line>> {
    for (let attempt = 0; attempt < attempts; attempt++) if (yield* this.tryToCatchUp()) return;
  }

  /** Whether it got there; not when the folder has changed meanwhile. */
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

  /** The file is there, and what was read of it only in a copy: truncated while nobody looked. */
  private countUnseenTruncation(stored: KnownLog, found: Generation | undefined, present: Generation | undefined): void {
    if (this.isResuming && found && !found.isPresent && present && stored.is(present)) this.record.counters.truncations++;
  }

  /** An inode that was used again may be that of two known files: it is whose first bytes are known. */
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
    // Of one that nothing was read of, others may have come before: its turn is by the time of its last change.
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

  /** Undefined when another file has the path by now. */
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

  /** The last one is still known, so that it can be told where it stood. */
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

/** Known from a position, or by its content only; not looked for yet. */
function isStored(log: KnownLog): boolean {
  return !(log instanceof OpenLog || log instanceof PackedLog);
}
