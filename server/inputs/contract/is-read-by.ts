// Whether a parser understands a line, for formats without a mark of their own.
import { isUnparsed, type Parser } from './parser.ts';

/** Each line gets a parser of its own, so that none is judged by the one before. */
export const isReadBy =
  (createParser: () => Parser) =>
  (text: string): boolean =>
    !isUnparsed(createParser().parse({ text, source: '', number: null, offset: null, receivedAtMs: 0 }));
