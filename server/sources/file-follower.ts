// Follows one log file by its identity (device, inode, first bytes), not by its name: reads what is new, goes on with a renamed file until its
// writer has let go of it, starts over when the file was truncated, waits while there is none. It only reads when asked to; who wakes
// it, and what its lines mean, is its owner's matter.
import { open, stat, type FileHandle } from 'node:fs/promises';
import { LineSplitter, type RawLine } from './line-splitter.ts';

/** A renamed or deleted file is let go when nothing was written to it for this long: rsyslog writes on until its HUP. */
const drainMs = 5_000;
const chunkBytes = 256 * 1024;
/** So many first bytes tell a file that was truncated and written anew from one that has only grown. */
const headBytes = 256;

interface OpenFile {
  handle: FileHandle;
  dev: number;
  ino: number;
  head: Buffer;
  splitter: LineSplitter;
  grownAtMs: number;
}

export interface FollowerOptions {
  path: string;
  /** Where to start in a file that is there at the first look. Files that come later are read from their beginning. */
  from: 'beginning' | 'end';
  nowMs: () => number;
}

export class FileFollower {
  readonly path: string;
  readonly counters = { truncations: 0, rotations: 0, cutLines: 0 };
  /** Why the file can't be read now, null when it can. */
  trouble: string | null = null;
  private current: OpenFile | undefined;
  private leaving: OpenFile[] = [];
  private firstLook = true;
  private readonly options: FollowerOptions;
  private readonly buffer = Buffer.allocUnsafe(chunkBytes);

  constructor(options: FollowerOptions) {
    this.path = options.path;
    this.options = options;
  }

  /** Offset behind the last byte read of the present file, and its size where known to be larger. */
  get position(): { offset: number; ino: number } | null {
    return this.current ? { offset: this.current.splitter.offset, ino: this.current.ino } : null;
  }

  /** What is new in the file and in those that were rotated away from its name, in the order in which they were written. */
  async *readNew(): AsyncGenerator<RawLine> {
    for (const file of this.leaving) yield* this.readOn(file);
    await this.letGo();
    const found = await this.look();
    const { current } = this;
    if (current && (!found || found.dev !== current.dev || found.ino !== current.ino)) {
      yield* this.readOn(current);
      this.leaving.push(current);
      this.counters.rotations++;
      this.current = undefined;
    }
    if (found) yield* this.readPresent();
    this.firstLook = false;
  }

  async close(): Promise<void> {
    const files = [...this.leaving, ...(this.current ? [this.current] : [])];
    this.leaving = [];
    this.current = undefined;
    await Promise.allSettled(files.map((file) => file.handle.close()));
  }

  private async *readPresent(): AsyncGenerator<RawLine> {
    this.current ??= await this.openPresent();
    if (!this.current) return;
    if (await this.wasTruncated(this.current)) {
      this.counters.truncations++;
      this.current.splitter = new LineSplitter();
      this.current.head = Buffer.alloc(0);
    }
    yield* this.readOn(this.current);
  }

  private async look(): Promise<{ dev: number; ino: number } | undefined> {
    try {
      const found = await stat(this.path);
      if (found.isFile()) return found;
      this.trouble = `${this.path} is not a file`;
    } catch (error) {
      this.trouble = troubleText(this.path, error);
    }
    return undefined;
  }

  private async openPresent(): Promise<OpenFile | undefined> {
    try {
      const handle = await open(this.path, 'r');
      const { dev, ino, size } = await handle.stat();
      this.trouble = null;
      const file = { handle, dev, ino, head: Buffer.alloc(0), splitter: new LineSplitter(), grownAtMs: this.options.nowMs() };
      if (this.firstLook && this.options.from === 'end') await this.skipTo(file, size);
      return file;
    } catch (error) {
      this.trouble = troubleText(this.path, error);
      return undefined;
    }
  }

  /** Passes over what is there, counting its lines so that evidence can name them. A last line without newline is still to come. */
  private async skipTo(file: OpenFile, size: number): Promise<void> {
    let offset = 0;
    let lines = 0;
    let lineStart = 0;
    while (offset < size) {
      const { bytesRead } = await file.handle.read(this.buffer, 0, Math.min(chunkBytes, size - offset), offset);
      if (bytesRead === 0) break;
      const chunk = this.buffer.subarray(0, bytesRead);
      if (offset === 0) file.head = Buffer.from(chunk.subarray(0, headBytes));
      for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) {
        lines++;
        lineStart = offset + at + 1;
      }
      offset += bytesRead;
    }
    file.splitter = new LineSplitter(lineStart, lines);
  }

  private async *readOn(file: OpenFile): AsyncGenerator<RawLine> {
    for (;;) {
      const { splitter } = file;
      const { bytesRead } = await file.handle.read(this.buffer, 0, chunkBytes, splitter.offset);
      if (bytesRead === 0) return;
      // Copied, because the lines are given out one by one while others may read.
      const chunk = Buffer.from(this.buffer.subarray(0, bytesRead));
      if (splitter.offset < headBytes) file.head = Buffer.concat([file.head, chunk]).subarray(0, headBytes);
      file.grownAtMs = this.options.nowMs();
      const cutBefore = splitter.cutLines;
      yield* splitter.feed(chunk);
      this.counters.cutLines += splitter.cutLines - cutBefore;
    }
  }

  private async wasTruncated(file: OpenFile): Promise<boolean> {
    const { size } = await file.handle.stat();
    if (size < file.splitter.offset) return true;
    if (file.head.length === 0) return false;
    const head = Buffer.alloc(file.head.length);
    const { bytesRead } = await file.handle.read(head, 0, head.length, 0);
    return bytesRead < head.length || !head.equals(file.head);
  }

  private async letGo(): Promise<void> {
    const quiet = (file: OpenFile): boolean => this.options.nowMs() - file.grownAtMs > drainMs;
    const over = this.leaving.filter(quiet);
    this.leaving = this.leaving.filter((file) => !quiet(file));
    await Promise.allSettled(over.map((file) => file.handle.close()));
  }
}

function troubleText(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `${path} does not exist yet`;
  if (code === 'EACCES') return `${path} can't be read: permission denied`;
  return `${path} can't be read: ${(error as Error).message}`;
}
