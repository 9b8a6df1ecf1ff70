import { expect, it } from 'vitest';
import { KeptChanges } from '../../../../server/outputs/live-feed/kept-changes.ts';
import { change } from '../../core/changes.ts';

function kept(from: number, to: number): KeptChanges {
  const changes = new KeptChanges(() => to);
  for (let seq = from; seq <= to; seq++) changes.add(change({}, seq));
  return changes;
}

it('gives those after a number, and none after the last', () => {
  const changes = kept(5, 9);
  expect(changes.after(7)?.map(({ seq }) => seq)).toEqual([8, 9]);
  expect(changes.after(4)).toHaveLength(5);
  expect(changes.after(9)).toEqual([]);
});

it.each([3, 10])('does not know what came after %i', (seq) => {
  expect(kept(5, 9).after(seq)).toBeUndefined();
});

it('keeps ten thousand at least, and twice as many at most', () => {
  const changes = kept(1, 25_000);
  expect(changes.all().length).toBeGreaterThanOrEqual(10_000);
  expect(changes.all().length).toBeLessThanOrEqual(20_000);
  expect(changes.all().at(-1)?.seq).toBe(25_000);
});

it('while nothing has come, only the last number is known', () => {
  const changes = new KeptChanges(() => 41);
  expect([changes.after(41), changes.after(40)]).toEqual([[], undefined]);
});
