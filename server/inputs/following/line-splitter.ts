// Cuts the bytes of a file into lines, with the offset and number of each. Holds a half-written line until its newline comes; never
// decodes half a character. A line that is longer than the bound is given out cut, and counted.
import type { Line, LineFilter } from '../contract/parser.ts';

/** Longest line that is kept whole; in bytes. */
export const maxLineBytes = 1 << 20;
const [newline, carriageReturn] = [0x0a, 0x0d];

export class LineSplitter {
  /** Offset behind the last byte that was fed. */
  offset: number;
  cutLines = 0;
  /** How many lines were completed, those before the start too. */
  number: number;
  /** Begin of the line that is not complete yet. */
  lineStart: number;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private halfGiven = false;

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

  /**
   * The lines that `chunk` completes, but for those that `isForeign`: they are only counted. The last one is always given out, so that it is
   * known how far time and position have got. The chunk may be used again afterwards.
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

  /** The line that has no newline, when its file is over. */
  *end(): Generator<Line> {
    const line = this.holdsHalf ? this.giveOut() : undefined;
    if (line) yield line;
  }

  /** What there is of the last line, marked. Its rest, should it come, is given out by itself under the same number. */
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

  /** A line of which nothing is held. */
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

  /** Undefined for the mere newline behind a line that was given out without it. */
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

/** Whoever reads the file fills in whose line it is, and when it was read. */
function lineOf(text: string, offset: number, number: number): Line {
  return { text, source: '', number, offset, receivedAtMs: 0 };
}

/** Without the carriage return that may stand at its end. */
function textOf(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('utf8', from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end);
}
