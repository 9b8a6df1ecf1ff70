// One open file of a log, read from its current position. It does not track names, and it reports truncation without handling it.
import { fstatSync, readSync, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Line, LineFilter } from '../contract/parser.ts';
import { LineSplitter } from './line-splitter.ts';
import { headBytes, KnownLog, type FileIdentity } from './known-log.ts';

const chunkBytes = 256 * 1024;
const newline = 0x0a;

export class OpenLog extends KnownLog {
  override closed = false;
  /** When new data was last read, by our clock. */
  grownAtMs: number;
  /** Modification time of the file before the last read. */
  writtenAtMs = 0;
  /** The content already read is gone from the file; nothing more is read. */
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

  /** Continues after `done`. Undefined if the path now has another file than `expected`. Rejects if it can't be opened. */
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

  /** Bytes after the processed lines. Taken from the file itself, because a full queue may block the reader. */
  get lagBytes(): number {
    return this.closed ? 0 : Math.max(0, fstatSync(this.handle.fd).size - this.splitter.lineStart);
  }

  /** Skips the existing content, counting its lines so that evidence can cite line numbers. A last line without a newline is still read later. */
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

  /** Complete lines not read yet. */
  async *readOn(isForeign?: LineFilter): AsyncGenerator<Iterable<Line>> {
    if (this.closed || this.wasTruncated) return;
    this.writtenAtMs = this.stat().mtimeMs;
    for (let chunks = 0; ; chunks++) {
      const { splitter } = this;
      const chunk = chunks === 0 ? this.readNow(splitter.offset) : await this.readAt(splitter.offset);
      // Checked after the read, so that the data is known to be from the same file.
      this.wasTruncated = this.holdsOther();
      if (this.wasTruncated || chunk.length === 0) return;
      this.learnHead(chunk, splitter.offset);
      this.grownAtMs = this.nowMs();
      yield splitter.feed(chunk, isForeign);
      if (this.stat().size === splitter.offset) return;
    }
  }

  /** Whether the file was modified since the last read. */
  async wasWritten(): Promise<boolean> {
    return (await this.handle.stat()).mtimeMs > this.writtenAtMs;
  }

  /** The incomplete last line. */
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

  /** The result is valid until the next read. Synchronous: recent writes are in the page cache, which is faster than a thread pool round trip. */
  private readNow(offset: number): Buffer {
    return this.buffer.subarray(0, readSync(this.handle.fd, this.buffer, 0, chunkBytes, offset));
  }

  /** The result is valid until the next read. Asynchronous, so that it does not block event processing. */
  private async readAt(offset: number, length = chunkBytes): Promise<Buffer> {
    const { bytesRead } = await this.handle.read(this.buffer, 0, Math.min(length, chunkBytes), offset);
    return this.buffer.subarray(0, bytesRead);
  }

  private stat(): Stats {
    return fstatSync(this.handle.fd);
  }
}
