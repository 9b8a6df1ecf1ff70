import { expect, it } from 'vitest';
import { batchesOf } from '../../../../server/inputs/starlingx/batches.ts';

const stepsOf = (rows: readonly string[]) =>
  rows.map((row, i) => {
    const [stage = '', state = ''] = row.split(' ');
    return { cloud: `s${i}`, stage, state: state.replaceAll('_', ' '), details: null, startedAtMs: null, finishedAtMs: null };
  });

it.each<[string, string[], string[]]>([
  ['nothing is begun, two batches', ['1 initial', '1 initial', '2 initial'], ['1', '1', '2']],
  ['the first batch runs', ['1 pre_check', '1 complete', '2 initial'], ['1', '1', '2']],
  ['the only batch runs', ['1 pre_check', '1 initial'], ['1', '1']],
  ['all batches are over', ['1 complete', '2 complete', '3 failed', '4 complete'], ['1', '2', '3', '4']],
  ['places: nothing is begun', ['1 initial', '1 initial'], []],
  ['places: all of them', ['3 complete', '2 pre_check', '1 initial', '3 failed', '3 aborted'], []],
  ['places: over, and not yet put behind', ['2 complete', '2 failed', '1 aborted', '1 initial'], []],
  ['places: failed before it began', ['1 failed', '1 initial'], []],
  ['places in words', ['Create initial', 'Apply pre_check', 'Complete complete'], []],
])('%s', (_, rows, batches) => {
  expect([...batchesOf(stepsOf(rows)).values()]).toEqual(batches);
});
