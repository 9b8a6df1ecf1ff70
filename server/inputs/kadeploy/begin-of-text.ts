// When a text began that has durations and no times: so long before it was written to its end.
import type { LogOptions } from '../contract/log-format.ts';
import { timeOf, type Parser } from '../contract/parser.ts';

/** `parser`: a new one, which takes the text for one that begins at 0. Epoch milliseconds; undefined where nothing says when the text ended. */
export function beginOf(parser: Parser, { head = [], writtenMs }: LogOptions): number | undefined {
  if (writtenMs === undefined) return undefined;
  const times = head.map((text, i) => timeOf(parser.parse({ text, source: '', number: i + 1, offset: null, receivedAtMs: 0 })) ?? 0);
  return Math.round(writtenMs) - Math.max(0, ...times);
}
