// One open file of a log, read on from where it is done. It knows nothing of names; that its content was taken away is told, not handled.
import { fstatSync, readSync, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Line, LineFilter } from '../contract/parser.ts';
import { LineSplitter } from './line-splitter.ts';
import { headBytes, KnownLog, type FileIdentity } from './known-log.ts';

const chunkBytes = 256 * 1024;
const newline = 0x0a;

export class OpenLog extends KnownLog {
  override closed = false;
  /** Our clock when something new was read last. */
  grownAtMs: number;
  /** The file's own time of its last change, before it was read last. */
  writtenAtMs = 0;
  /** The file does not hold any more what was read from it; nothing more is read. */
  wasTruncated = false;
  private readonly handle: FileHandle;
  private readonly nowMs: () => number;
  private readonly buffer = Buffer.allocUnsafe(chunkBytes);
  private readonly headBuffer = Buffer.alloc(headBytes);

  private constructor(handle: FileHandle, known: KnownLog, nowMs: () => number) {
    super(known, known.knownHead, known.position());
    this.handle = handle;
    this.nowMs = nowMs;
    this.grownAtMs = nowMs();
  }

  /** Undefined when another file than `expected` has the path by now. Reads on where `done` ends. Rejects when it can't be opened. */
  static async open(path: string, expected: FileIdentity, nowMs: () => number, done?: KnownLog): Promise<OpenLog | undefined> {
    const handle = await open(path, 'r');
    const found = await handle.stat();
    if (found.dev === expected.dev && found.ino === expected.ino) {
      return new OpenLog(handle, new KnownLog(found, done?.knownHead, done?.position()), nowMs);
    }
    await handle.close();
    return undefined;
  }

  get cutLines(): number {
    return this.splitter.cutLines;
  }

  get holdsHalf(): boolean {
    return this.splitter.holdsHalf;
  }

  /** What the file holds behind the lines that are done. Asked of the file itself: whoever reads may be held up by a full queue. */
  get lagBytes(): number {
    return this.closed ? 0 : Math.max(0, fstatSync(this.handle.fd).size - this.splitter.lineStart);
  }

  /** Passes over what is there, counting its lines so that evidence can name them. A last line without newline is still to come. */
  async skipToEnd(): Promise<void> {
    const { size } = await this.handle.stat();
    let lines = 0;
    let lineStart = 0;
    for (let offset = 0; offset < size;) {
      const chunk = await this.readAt(offset, size - offset);
      if (chunk.length === 0) break;
      this.learnHead(chunk, offset);
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
        lines++;
        lineStart = offset + at + 1;
      }
      offset += chunk.length;
    }
    this.splitter = new LineSplitter(lineStart, lines);
  }

  /** The lines that are complete and not read yet. */
  async *readOn(isForeign?: LineFilter): AsyncGenerator<Iterable<Line>> {
    if (this.closed || this.wasTruncated) return;
    this.writtenAtMs = this.stat().mtimeMs;
    for (let chunks = 0; ; chunks++) {
      const { splitter } = this;
      const chunk = chunks === 0 ? this.readNow(splitter.offset) : await this.readAt(splitter.offset);
      // Looked at after the read, so that what was read is known to be the same file's.
      this.wasTruncated = this.holdsOther();
      if (this.wasTruncated || chunk.length === 0) return;
      this.learnHead(chunk, splitter.offset);
      this.grownAtMs = this.nowMs();
      yield splitter.feed(chunk, isForeign);
      if (this.stat().size === splitter.offset) return;
    }
  }

  /** Whether it was changed since the last look. */
  async wasWritten(): Promise<boolean> {
    return (await this.handle.stat()).mtimeMs > this.writtenAtMs;
  }

  /** The line that nobody completes. */
  *giveHalf(): Generator<Line> {
    yield* this.splitter.giveHalf();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.handle.close().catch(() => {});
  }

  private holdsOther(): boolean {
    if (this.stat().size < this.splitter.offset) return true;
    const bytesRead = readSync(this.handle.fd, this.headBuffer, 0, this.head.length, 0);
    return !this.beginsLike(this.headBuffer.subarray(0, bytesRead));
  }

  /** Good until the next read. What was written just now is in memory: it is there before another thread could be asked for it. */
  private readNow(offset: number): Buffer {
    return this.buffer.subarray(0, readSync(this.handle.fd, this.buffer, 0, chunkBytes, offset));
  }

  /** Good until the next read. Everybody else has their turn meanwhile. */
  private async readAt(offset: number, length = chunkBytes): Promise<Buffer> {
    const { bytesRead } = await this.handle.read(this.buffer, 0, Math.min(length, chunkBytes), offset);
    return this.buffer.subarray(0, bytesRead);
  }

  private stat(): Stats {
    return fstatSync(this.handle.fd);
  }
}
