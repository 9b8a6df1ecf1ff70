// A log file that has been read: its identity and its read position. It needs no open file, so it can represent a file that was closed or one from a
// stored position.
import { LineSplitter } from './line-splitter.ts';

/** Number of first bytes that distinguish a truncated and rewritten file from one that has only grown. */
export const headBytes = 256;

/** A file's identity from `stat`. */
export interface FileIdentity {
  dev: number;
  ino: number;
}

/** Read position in a file; plain data. */
export interface FilePosition extends FileIdentity {
  /** Its first bytes in base64, up to `offset`. */
  head: string;
  /** Byte offset of the first unprocessed line (unpacked). */
  offset: number;
  /** Number of lines before `offset`. */
  lines: number;
}

export class KnownLog {
  readonly dev: number;
  readonly ino: number;
  /** Whether it is no longer read. */
  closed = true;
  protected head: Buffer;
  protected splitter: LineSplitter;
  private made: FilePosition | undefined;

  constructor({ dev, ino }: FileIdentity, head: Buffer = Buffer.alloc(0), { offset, lines } = { offset: 0, lines: 0 }) {
    this.dev = dev;
    this.ino = ino;
    this.head = head;
    this.splitter = new LineSplitter(offset, lines);
  }

  static from(position: FilePosition): KnownLog {
    return new KnownLog(position, Buffer.from(position.head, 'base64'), position);
  }

  /** The state of a file whose content was removed from under its name. */
  static ofContent(log: KnownLog): KnownLog {
    return new KnownLog(log, log.head, log.position());
  }

  is({ dev, ino }: FileIdentity): boolean {
    return this.dev === dev && this.ino === ino;
  }

  /** Whether there are no first bytes to recognise it by. */
  get isBlank(): boolean {
    return this.head.length === 0;
  }

  get knownHead(): Buffer {
    return this.head;
  }

  /** Whether `bytes` begin with this file's known first bytes. */
  beginsLike(bytes: Buffer): boolean {
    return bytes.length >= this.head.length && bytes.subarray(0, this.head.length).equals(this.head);
  }

  /** The same object until something changes. */
  position(): FilePosition {
    const { lineStart, number } = this.splitter;
    if (this.made?.offset !== lineStart || this.made.lines !== number) {
      const { dev, ino } = this;
      this.made = { dev, ino, head: this.encodedHead(lineStart), offset: lineStart, lines: number };
    }
    return this.made;
  }

  /** Only processed bytes count: an incomplete line could be the beginning of any file. */
  private encodedHead(doneBytes: number): string {
    if (this.made && this.made.offset >= headBytes && doneBytes >= headBytes) return this.made.head;
    return this.head.toString('base64', 0, Math.min(this.head.length, doneBytes));
  }

  protected learnHead(chunk: Buffer, offset: number): void {
    if (offset < headBytes) this.head = Buffer.concat([this.head.subarray(0, offset), chunk.subarray(0, headBytes)]).subarray(0, headBytes);
  }
}
