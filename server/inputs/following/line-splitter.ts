// Splits the bytes of a file into lines, with the offset and number of each. Holds an incomplete line until its newline arrives, and never decodes
// half a character. A line longer than the limit is cut and counted.
import type { Line, LineFilter } from '../contract/parser.ts';

/** Longest line kept whole, in bytes. */
export const maxLineBytes = 1 << 20;
const [newline, carriageReturn] = [0x0a, 0x0d];

export class LineSplitter {
  /** Offset after the last byte fed. */
  offset: number;
  cutLines = 0;
  /** Number of completed lines, including those before the start. */
  number: number;
  /** Offset of the incomplete line. */
  lineStart: number;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private halfGiven = false;

  /** `linesBefore`: number of lines before `offset`. */
  constructor(offset = 0, linesBefore = 0) {
    this.offset = offset;
    this.lineStart = offset;
    this.number = linesBefore;
  }

  /** Whether the last line has no newline yet. */
  get holdsHalf(): boolean {
    return this.offset > this.lineStart;
  }

  /**
   * The lines that `chunk` completes. Lines that match `isForeign` are only counted, except the last: it is always returned, so that time and
   * position are known. The chunk may be reused afterwards.
   */
  *feed(chunk: Buffer, isForeign?: LineFilter): Generator<Line> {
    const last = chunk.lastIndexOf(newline);
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      if (isForeign && end < last && !this.holdsHalf && !this.halfGiven && isForeign(chunk, from, end)) {
        this.passOver(end - from + 1);
        from = end + 1;
        continue;
      }
      const begin = from;
      from = end + 1;
      if (!this.holdsHalf && !this.halfGiven && end - begin <= maxLineBytes) {
        yield this.whole(chunk, begin, end);
        continue;
      }
      this.hold(chunk.subarray(begin, end));
      this.offset += end - begin + 1;
      const line = this.giveOut();
      if (line) yield line;
    }
    this.hold(Buffer.from(chunk.subarray(from)));
    this.offset += chunk.length - from;
  }

  /** The line without a newline at the end of the file. */
  *end(): Generator<Line> {
    const line = this.holdsHalf ? this.giveOut() : undefined;
    if (line) yield line;
  }

  /** The incomplete last line, marked as cut. If its rest arrives, it is returned separately under the same number. */
  *giveHalf(): Generator<Line> {
    if (!this.holdsHalf) return;
    const line: Line = { ...lineOf(this.takeText(), this.lineStart, this.number + 1), cut: true };
    this.lineStart = this.offset;
    this.halfGiven = true;
    yield line;
  }

  private passOver(bytes: number): void {
    this.number++;
    this.offset += bytes;
    this.lineStart = this.offset;
  }

  /** A line with no part held back. */
  private whole(chunk: Buffer, from: number, end: number): Line {
    const offset = this.lineStart;
    this.passOver(end - from + 1);
    return lineOf(textOf(chunk, from, end), offset, this.number);
  }

  private hold(part: Buffer): void {
    const room = maxLineBytes - this.heldBytes;
    if (part.length === 0 || room <= 0) return;
    this.held.push(part.length > room ? part.subarray(0, room) : part);
    this.heldBytes += Math.min(part.length, room);
  }

  /** Undefined for the bare newline after a line that was returned without it. */
  private giveOut(): Line | undefined {
    const isCut = this.offset - this.lineStart > maxLineBytes + 1;
    if (isCut) this.cutLines++;
    const line = lineOf(this.takeText(), this.lineStart, ++this.number);
    if (isCut) line.cut = true;
    const isRest = this.halfGiven && line.text === '';
    this.halfGiven = false;
    this.lineStart = this.offset;
    return isRest ? undefined : line;
  }

  private takeText(): string {
    const bytes = this.held.length === 1 ? (this.held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    return textOf(bytes, 0, bytes.length);
  }
}

/** The caller sets the source and the receive time. */
function lineOf(text: string, offset: number, number: number): Line {
  return { text, source: '', number, offset, receivedAtMs: 0 };
}

/** Without a trailing carriage return. */
function textOf(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('utf8', from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end);
}
