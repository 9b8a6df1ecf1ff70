import { expect, it } from 'vitest';
import { LoopWatch } from '../../../server/service/loop-watch.ts';

const sample = (waiting: number, processed: number, storeTrouble: string | null = null) => ({ waiting, processed, storeTrouble });
const stuck = expect.stringMatching(/no progress for 61 s while 5 observations wait/);

it.each([
  ['nothing waits', [sample(0, 1), sample(0, 1)], null],
  ['what waits does not move', [sample(5, 1), sample(5, 1)], stuck],
  ['more and more waits', [sample(3, 1), sample(5, 1)], stuck],
  ['something was processed', [sample(5, 1), sample(5, 2)], null],
  ['something was taken', [sample(6, 1), sample(5, 1)], null],
  ['the store can’t be written', [sample(5, 1), sample(5, 1, 'disk full')], null],
] as const)('after a minute: %s', (_, samples, told) => {
  const watch = new LoopWatch();
  expect(samples.map((looked, i) => watch.look(looked, i * 61_000))).toEqual([null, told]);
});

it('goes on to be told, and is over when it moves', () => {
  const watch = new LoopWatch();
  watch.look(sample(5, 1), 0);
  expect(watch.look(sample(5, 1), 100_000)).toContain('100 s');
  expect(watch.look(sample(5, 1), 200_000)).toContain('200 s');
  expect(watch.look(sample(5, 2), 201_000)).toBeNull();
});
