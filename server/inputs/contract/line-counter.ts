// Counts what a source reads, and keeps the last examples of unparsed lines for the operator.
import { isSilent, type Reading } from '../../core/queue.ts';
import { isUnparsed, type Line, type LineFilter, type Parser, type Unseen } from './parser.ts';

const examplesKept = 5;
const exampleLength = 300;

export class LineCounter {
  lines = 0;
  observations = 0;
  odd = 0;
  lastLineAtMs: number | null = null;
  readonly oddExamples: string[] = [];

  /** Parses a line and counts it; undefined if it has no time. */
  parse(parser: Parser, line: Line): Reading | undefined {
    return this.count(parser.parse(line), line.text);
  }

  /** Counts the result for `text`; undefined if it has no time. */
  count(read: Reading | Unseen, text: string): Reading | undefined {
    this.lines++;
    if (isUnparsed(read)) this.countOdd(text);
    if (typeof read === 'string') return undefined;
    this.lastLineAtMs = read.atMs;
    // Counted by lines, as `lines` and `odd` are.
    if (!isSilent(read)) this.observations++;
    return read;
  }

  countOdd(text: string): void {
    this.odd++;
    this.oddExamples.push(text.slice(0, exampleLength));
    if (this.oddExamples.length > examplesKept) this.oddExamples.shift();
  }

  /** The parser's filter by bytes, with skipped lines counted. */
  filterOf({ isForeign }: Parser): LineFilter | undefined {
    if (!isForeign) return undefined;
    return (block, from, to) => {
      const passed = isForeign(block, from, to);
      if (passed) this.lines++;
      return passed;
    };
  }
}
