// Start time of a text that has durations but no timestamps: the time it was last written minus its total duration.
import type { LogOptions } from '../contract/log-format.ts';
import { timeOf, type Parser } from '../contract/parser.ts';

/** `parser`: a new one that starts at time 0. Returns epoch milliseconds, or undefined if the end time of the text is unknown. */
export function beginOf(parser: Parser, { head = [], writtenMs }: LogOptions): number | undefined {
  if (writtenMs === undefined) return undefined;
  const times = head.map((text, i) => timeOf(parser.parse({ text, source: '', number: i + 1, offset: null, receivedAtMs: 0 })) ?? 0);
  return Math.round(writtenMs) - Math.max(0, ...times);
}
