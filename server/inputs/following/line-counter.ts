// Counts what a source reads and keeps the last examples of what it could not understand, for the operator.
import type { LineFilter, LogLine, ParsedLine, Parser } from '../contract/parser.ts';
import type { Reading } from '../../core/queue.ts';

const examplesKept = 5;
const exampleLength = 300;

export class LineCounter {
  lines = 0;
  observations = 0;
  odd = 0;
  lastLineAtMs: number | null = null;
  readonly oddExamples: string[] = [];

  /** Parses a line and counts it; undefined when it has no time. */
  parse(parser: Parser, line: LogLine): Reading | undefined {
    const parsed = parser.parse(line);
    this.count(parsed, line.text);
    if (parsed.atMs === null) return undefined;
    const observations = parsed.kind === 'observation' ? [parsed.observation] : parsed.kind === 'several' ? parsed.observations : [];
    const report = parsed.kind === 'several' ? parsed.report : undefined;
    return { kind: 'reading', atMs: parsed.atMs, observations, report, position: undefined };
  }

  /** What the parser can tell by bytes, counting what is passed over. */
  filterOf({ isForeign }: Parser): LineFilter | undefined {
    if (!isForeign) return undefined;
    return (block, from, to) => {
      const passed = isForeign(block, from, to);
      if (passed) this.lines++;
      return passed;
    };
  }

  private count(parsed: ParsedLine, text: string): void {
    this.lines++;
    if (parsed.atMs !== null) this.lastLineAtMs = parsed.atMs;
    // Counted by lines, as `lines` and `odd` are.
    if (parsed.kind === 'observation' || parsed.kind === 'several') this.observations++;
    if (parsed.kind === 'odd') this.countOdd(text);
  }

  countOdd(text: string): void {
    this.odd++;
    this.oddExamples.push(text.slice(0, exampleLength));
    if (this.oddExamples.length > examplesKept) this.oddExamples.shift();
  }
}
