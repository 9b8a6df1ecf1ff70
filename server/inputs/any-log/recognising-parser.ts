// A parser for a log of unknown format: detects the format from the first recognisable line, and again when the format changes.
import type { KnownLogs } from '../contract/log-format.ts';
import { isUnparsed, type Parser } from '../contract/parser.ts';

/** After this many consecutive unparsed lines the format is detected again. */
const oddMost = 20;

/** `create`: creates a format's parser. */
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
