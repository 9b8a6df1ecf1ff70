import { expect, it } from 'vitest';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { readingOf, type QueueItem, type Reading } from '../../../../server/core/queue.ts';
import { pushReadings } from '../../../../server/inputs/following/push-readings.ts';

const observation = {} as Observation;
const report = { id: 'kadeploy:D-1', workflow: 'kadeploy-3', reportedAt: '2026-11-24T12:00:00Z' };
const at = (line: number) => ({ source: 'log', at: line });
const silent = (line: number): Reading => ({ kind: 'reading', atMs: line, observations: [], position: at(line) });

async function pushed(...lines: Reading[]): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  await pushReadings(
    (async function* () {
      yield* lines;
    })(),
    async (item) => void items.push(item),
  );
  return items;
}

it('a position goes with the observation of its line, and the last one alone', async () => {
  const said = readingOf(observation, { position: at(1) });
  expect(await pushed(said, silent(2), silent(3))).toEqual([said, silent(3)]);
});

it.for([
  ['a line that speaks of several machines', { observations: [observation, observation] }],
  ['a report of a deployment alone', { report }],
] as const)('%s goes with its position, which those before it need no more', async ([, said]) => {
  const reading = { ...silent(2), ...said };
  expect(await pushed(silent(1), reading)).toEqual([reading]);
});

it('of many lines that say nothing every thousandth goes along, and the last', async () => {
  const items = await pushed(...Array.from({ length: 2_500 }, (_, i) => silent(i + 1)));
  expect(items).toEqual([silent(1_000), silent(2_000), silent(2_500)]);
});

it('positions of two sources are thinned out apart', async () => {
  const other = (line: number): Reading => ({ ...silent(line), position: { source: 'other', at: line } });
  expect(await pushed(silent(1), other(1), silent(2), other(2))).toEqual([silent(2), other(2)]);
});

it('a line without a position that says nothing goes nowhere', async () => {
  expect(await pushed({ kind: 'reading', atMs: 1, observations: [] })).toEqual([]);
});
