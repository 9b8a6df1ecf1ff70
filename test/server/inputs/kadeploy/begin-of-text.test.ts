import { expect, it } from 'vitest';
import { newReading } from '../../../../server/core/queue.ts';
import type { Parser } from '../../../../server/inputs/contract/parser.ts';
import { beginOf } from '../../../../server/inputs/kadeploy/begin-of-text.ts';

/** Each line is a number of milliseconds. */
const parser: Parser = { parse: ({ text }) => (text === '' ? 'irrelevant' : newReading(Number(text))) };
const options = { timeZone: 'UTC', nowMs: () => 0 };

it.each([
  ['its latest line', ['10', '400', '', '30'], 600],
  ['no line with a time', [''], 1_000],
  ['no lines', undefined, 1_000],
])('begins before it was written by the time of %s', (_, head, beginMs) => {
  expect(beginOf(parser, { ...options, head, writtenMs: 1_000.4 })).toBe(beginMs);
});

it('is not known of a text that is still being written', () => {
  expect(beginOf(parser, { ...options, head: ['10'] })).toBeUndefined();
});
