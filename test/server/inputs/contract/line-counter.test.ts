import { expect, it } from 'vitest';
import { newReading, readingOf, type Reading } from '../../../../server/core/queue.ts';
import { LineCounter } from '../../../../server/inputs/contract/line-counter.ts';
import type { Unseen } from '../../../../server/inputs/contract/parser.ts';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { logLine } from '../real-lines.ts';

const parse = (counter: LineCounter, read: Reading | Unseen, text = '') => counter.parse({ parse: () => read }, logLine(text));
const observation = { observedAtMs: 7 } as Observation;
const report = { id: 'kadeploy:D-1', workflow: 'kadeploy-3', reportedAt: '2026-11-24T12:00:00Z' };

it.for([
  ['one that says nothing', newReading(5), { observations: 0, odd: 0, lastLineAtMs: 5 }],
  ['one of a machine', readingOf(observation), { observations: 1, odd: 0, lastLineAtMs: 7 }],
  ['one of two machines counts once', newReading(5, [observation, observation]), { observations: 1, odd: 0, lastLineAtMs: 5 }],
  ['one of a deployment alone', newReading(5, [], report), { observations: 1, odd: 0, lastLineAtMs: 5 }],
  ['one that is not understood, but for its time', { ...newReading(5), isUnparsed: true }, { observations: 0, odd: 1, lastLineAtMs: 5 }],
] as const)('gives a line with its time, and counts it: %s', ([, read, counts]) => {
  const counter = new LineCounter();
  expect(parse(counter, read)).toBe(read);
  expect(counter).toMatchObject({ lines: 1, ...counts });
});

it.for([
  ['irrelevant', 0],
  ['unparsed', 1],
] as const)('gives nothing for a line without a time that is %s', ([read, odd]) => {
  const counter = new LineCounter();
  expect(parse(counter, read)).toBeUndefined();
  expect(counter).toMatchObject({ lines: 1, observations: 0, odd, lastLineAtMs: null });
});

it('keeps the last few lines that were not understood, cut', () => {
  const counter = new LineCounter();
  for (let i = 0; i < 10; i++) parse(counter, 'unparsed', `${i}${'x'.repeat(1_000)}`);
  expect(counter.odd).toBe(10);
  expect(counter.oddExamples.map((text) => text[0])).toEqual(['5', '6', '7', '8', '9']);
  expect(counter.oddExamples.every((text) => text.length === 300)).toBe(true);
});

it('counts the lines that a filter passes over, and no others', () => {
  const counter = new LineCounter();
  const isForeign = counter.filterOf({ parse: () => 'irrelevant', isForeign: (block, from) => block[from] === 35 });
  const block = Buffer.from('#a\nb\n');
  expect([isForeign?.(block, 0, 2), isForeign?.(block, 3, 4)]).toEqual([true, false]);
  expect(counter.lines).toBe(1);
  expect(counter.filterOf({ parse: () => 'irrelevant' })).toBeUndefined();
});
