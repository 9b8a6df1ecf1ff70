import { expect, it } from 'vitest';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { pushTimed } from '../../../../server/inputs/following/push-timed.ts';
import type { Timed } from '../../../../server/inputs/contract/source.ts';

const observation = {} as Observation;
const report = { id: 'kadeploy:D-1', workflow: 'kadeploy-3', reportedAt: '2026-11-24T12:00:00Z' };
const at = (line: number) => ({ source: 'log', at: line });

async function pushed(...lines: Timed[]): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  await pushTimed(
    (async function* () {
      yield* lines;
    })(),
    async (item) => void items.push(item),
  );
  return items;
}

it('a position goes with the observation of its line, and the last one alone', async () => {
  const items = await pushed({ atMs: 1, observation, position: at(1) }, { atMs: 2, position: at(2) }, { atMs: 3, position: at(3) });
  expect(items).toEqual([
    { kind: 'observation', observation, position: at(1) },
    { kind: 'position', position: at(3) },
  ]);
});

it('of a line that speaks of several machines the position comes after all of them', async () => {
  const several = { report, observations: [observation, observation] };
  expect(await pushed({ atMs: 1, position: at(1) }, { atMs: 2, several, position: at(2) })).toEqual([
    { kind: 'deployment', report },
    { kind: 'observation', observation },
    { kind: 'observation', observation },
    { kind: 'position', position: at(2) },
  ]);
});
