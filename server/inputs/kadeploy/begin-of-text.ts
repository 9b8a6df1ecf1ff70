// When a text began that has durations and no times: so long before it was written to its end.
import type { LogOptions } from '../contract/log-format.ts';
import type { Parser } from '../contract/parser.ts';

/** `parser`: a new one, which takes the text for one that begins at 0. Epoch milliseconds; undefined where nothing says when the text ended. */
export function beginOf(parser: Parser, { head = [], writtenMs }: LogOptions): number | undefined {
  if (writtenMs === undefined) return undefined;
  const times = head.map((text, i) => parser.parse({ text, source: '', line: i + 1, offset: null, receivedAtMs: 0 }).atMs ?? 0);
  return Math.round(writtenMs) - Math.max(0, ...times);
}
