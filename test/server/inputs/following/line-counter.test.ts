import { expect, it } from 'vitest';
import type { ParsedLine } from '../../../../server/inputs/contract/parser.ts';
import { LineCounter } from '../../../../server/inputs/following/line-counter.ts';

const parse = (counter: LineCounter, parsed: ParsedLine, text = '') =>
  counter.parse({ parse: () => parsed }, { text, source: 'messages', line: 1, offset: 0, receivedAtMs: 0 });

it('gives the time of a line, and nothing for one that has none', () => {
  const counter = new LineCounter();
  expect(parse(counter, { kind: 'irrelevant', atMs: 5 })).toEqual({ kind: 'reading', atMs: 5, observations: [] });
  expect(parse(counter, { kind: 'odd', atMs: null })).toBeUndefined();
  expect(counter).toMatchObject({ lines: 2, observations: 0, odd: 1, lastLineAtMs: 5 });
});

it('keeps the last few odd lines, cut', () => {
  const counter = new LineCounter();
  for (let i = 0; i < 10; i++) parse(counter, { kind: 'odd', atMs: null }, `${i}${'x'.repeat(1_000)}`);
  expect(counter.odd).toBe(10);
  expect(counter.oddExamples.map((text) => text[0])).toEqual(['5', '6', '7', '8', '9']);
  expect(counter.oddExamples.every((text) => text.length === 300)).toBe(true);
});
