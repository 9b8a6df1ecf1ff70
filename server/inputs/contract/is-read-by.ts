// Whether a parser understands a line, for formats without a mark of their own.
import { isUnparsed, type Parser } from './parser.ts';

/** Each line gets its own parser, so that lines do not influence each other. */
export const isReadBy =
  (createParser: () => Parser) =>
  (text: string): boolean =>
    !isUnparsed(createParser().parse({ text, source: '', number: null, offset: null, receivedAtMs: 0 }));
