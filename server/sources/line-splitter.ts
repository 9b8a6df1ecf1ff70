// Cuts the bytes of a file into lines, with the offset and number of each. Holds a half-written line until its newline comes; never
// decodes half a character. A line that is longer than the bound is given out cut, and counted.

export interface RawLine {
  text: string;
  /** Offset of the first byte in the file. */
  offset: number;
  /** 1 for the first line of the file. */
  number: number;
}

/** Longest line that is kept whole; in bytes. */
export const maxLineBytes = 1 << 20;
const newline = 0x0a;

export class LineSplitter {
  /** Offset behind the last byte that was fed. */
  offset: number;
  cutLines = 0;
  private number: number;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private lineStart: number;

  /** `linesBefore`: how many lines stand in front of `offset`. */
  constructor(offset = 0, linesBefore = 0) {
    this.offset = offset;
    this.lineStart = offset;
    this.number = linesBefore;
  }

  /** Whether the last line has no newline yet. */
  get holdsHalf(): boolean {
    return this.offset > this.lineStart;
  }

  /** The lines that `chunk` completes. The chunk may be used again afterwards. */
  *feed(chunk: Buffer): Generator<RawLine> {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      this.hold(chunk.subarray(from, end));
      this.offset += end - from + 1;
      from = end + 1;
      yield this.giveOut();
    }
    this.hold(Buffer.from(chunk.subarray(from)));
    this.offset += chunk.length - from;
  }

  /** The line that has no newline, when its file is over. */
  *end(): Generator<RawLine> {
    if (this.holdsHalf) yield this.giveOut();
  }

  private hold(part: Buffer): void {
    const room = maxLineBytes - this.heldBytes;
    if (part.length === 0 || room <= 0) return;
    this.held.push(part.length > room ? part.subarray(0, room) : part);
    this.heldBytes += Math.min(part.length, room);
  }

  private giveOut(): RawLine {
    if (this.offset - this.lineStart > maxLineBytes + 1) this.cutLines++;
    const bytes = this.held.length === 1 ? (this.held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.held);
    const text = bytes.toString('utf8', 0, bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length);
    const line = { text, offset: this.lineStart, number: ++this.number };
    this.held = [];
    this.heldBytes = 0;
    this.lineStart = this.offset;
    return line;
  }
}
