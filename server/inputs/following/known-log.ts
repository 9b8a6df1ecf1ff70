// A log file that lines were read from: what tells it from another one, and how far it is done. It needs no open file, so that it can stand
// for one that was let go, or that a stored position tells of.
import { LineSplitter } from './line-splitter.ts';

/** So many first bytes tell a file that was truncated and written anew from one that has only grown. */
export const headBytes = 256;

/** What `stat` tells of a file's identity. */
export interface FileIdentity {
  dev: number;
  ino: number;
}

/** How far a file is done; plain data. */
export interface FilePosition extends FileIdentity {
  /** Its first bytes in base64, as far as they are in front of `offset`. */
  head: string;
  /** Begin of the first line that is not done, in bytes (unpacked). */
  offset: number;
  /** How many lines stand in front of it. */
  lines: number;
}

export class KnownLog {
  readonly dev: number;
  readonly ino: number;
  /** Whether nothing reads from it any more. */
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

  /** What was known of a file whose content is gone from under its name. */
  static ofContent(log: KnownLog): KnownLog {
    return new KnownLog(log, log.head, log.position());
  }

  is({ dev, ino }: FileIdentity): boolean {
    return this.dev === dev && this.ino === ino;
  }

  /** Whether there is nothing that it could be known by again. */
  get isBlank(): boolean {
    return this.head.length === 0;
  }

  get knownHead(): Buffer {
    return this.head;
  }

  /** Whether `bytes` begin with what this file is known to begin with. */
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

  /** Only what is done counts: the begin of a half line may be that of any file. */
  private encodedHead(doneBytes: number): string {
    if (this.made && this.made.offset >= headBytes && doneBytes >= headBytes) return this.made.head;
    return this.head.toString('base64', 0, Math.min(this.head.length, doneBytes));
  }

  protected learnHead(chunk: Buffer, offset: number): void {
    if (offset < headBytes) this.head = Buffer.concat([this.head.subarray(0, offset), chunk.subarray(0, headBytes)]).subarray(0, headBytes);
  }
}
