// One open file of a log: how far it has been read, and what tells it from another file that came to its name. It knows nothing of names.
import { open, type FileHandle } from 'node:fs/promises';
import { LineSplitter, type RawLine } from './line-splitter.ts';

const chunkBytes = 256 * 1024;
/** So many first bytes tell a file that was truncated and written anew from one that has only grown. */
const headBytes = 256;
const newline = 0x0a;

/** What `stat` tells of a file's identity. */
export interface FileIdentity {
  dev: number;
  ino: number;
}

export class OpenLog {
  readonly dev: number;
  readonly ino: number;
  /** When the file came to be, epoch milliseconds; 0 where the file system does not tell. */
  readonly bornAtMs: number;
  /** Our clock when something new was read last. */
  grownAtMs: number;
  cutLines = 0;
  wasStartedOver = false;
  private head: Buffer = Buffer.alloc(0);
  private splitter = new LineSplitter();
  private readonly handle: FileHandle;
  private readonly nowMs: () => number;
  private readonly buffer = Buffer.allocUnsafe(chunkBytes);

  private constructor(handle: FileHandle, identity: FileIdentity & { birthtimeMs: number }, nowMs: () => number) {
    this.handle = handle;
    this.dev = identity.dev;
    this.ino = identity.ino;
    this.bornAtMs = identity.birthtimeMs;
    this.nowMs = nowMs;
    this.grownAtMs = nowMs();
  }

  /** Rejects when the file can't be opened. */
  static async open(path: string, nowMs: () => number): Promise<OpenLog> {
    const handle = await open(path, 'r');
    return new OpenLog(handle, await handle.stat(), nowMs);
  }

  /** Offset behind the last byte read. */
  get offset(): number {
    return this.splitter.offset;
  }

  is({ dev, ino }: FileIdentity): boolean {
    return this.dev === dev && this.ino === ino;
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
  async *readOn(): AsyncGenerator<RawLine> {
    for (;;) {
      const { splitter } = this;
      const chunk = await this.readAt(splitter.offset);
      if (chunk.length === 0) return;
      this.learnHead(chunk, splitter.offset);
      this.grownAtMs = this.nowMs();
      const cutBefore = splitter.cutLines;
      yield* splitter.feed(chunk);
      this.cutLines += splitter.cutLines - cutBefore;
    }
  }

  async wasTruncated(): Promise<boolean> {
    const { size } = await this.handle.stat();
    if (size < this.splitter.offset) return true;
    return !this.beginsLike(await this.readAt(0, this.head.length));
  }

  /** Whether `bytes` begin with what this file is known to begin with. */
  beginsLike(bytes: Buffer): boolean {
    return bytes.length >= this.head.length && bytes.subarray(0, this.head.length).equals(this.head);
  }

  /** The file was truncated: its first line comes next. */
  startOver(): void {
    this.wasStartedOver = true;
    this.splitter = new LineSplitter();
    this.head = Buffer.alloc(0);
  }

  /** Its first bytes, as they are now. */
  async readHead(): Promise<Buffer> {
    return Buffer.from(await this.readAt(0, headBytes));
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => {});
  }

  /** Good until the next read. */
  private async readAt(offset: number, length = chunkBytes): Promise<Buffer> {
    const { bytesRead } = await this.handle.read(this.buffer, 0, Math.min(length, chunkBytes), offset);
    return this.buffer.subarray(0, bytesRead);
  }

  private learnHead(chunk: Buffer, offset: number): void {
    if (offset < headBytes) this.head = Buffer.concat([this.head.subarray(0, offset), chunk.subarray(0, headBytes)]).subarray(0, headBytes);
  }
}
