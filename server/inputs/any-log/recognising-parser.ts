// A parser for a log of which nobody said what it is: its first line of a known form tells, and again when the lines have become others.
import type { KnownLogs } from '../contract/log-format.ts';
import { isUnparsed, type Parser } from '../contract/parser.ts';

/** After so many odd lines in a row the log may have become another. */
const oddMost = 20;

/** `create` makes the parser of a format. */
export function createRecognisingParser({ recognise }: Pick<KnownLogs, 'recognise'>, create: (format: string) => Parser): Parser {
  let parser: Parser | undefined;
  let oddInRow = 0;
  return {
    isForeign(block, from, to) {
      const passed = parser?.isForeign?.(block, from, to) ?? false;
      if (passed) oddInRow = 0;
      return passed;
    },
    parse(line) {
      const format = parser ? undefined : recognise([line.text]);
      if (format !== undefined) parser = create(format);
      const parsed = parser?.parse(line) ?? 'unparsed';
      oddInRow = isUnparsed(parsed) ? oddInRow + 1 : 0;
      if (oddInRow >= oddMost) parser = undefined;
      return parsed;
    },
  };
}
