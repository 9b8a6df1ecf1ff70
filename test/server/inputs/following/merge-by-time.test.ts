import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { observationsIn } from '../contract/source-contract.ts';
import { mergeByTime } from '../../../../server/inputs/following/merge-by-time.ts';
import type { Reading } from '../../../../server/core/queue.ts';

/** `a10`: a line of log a at 10 with an observation; `a10-`: one without. */
async function* log(...lines: string[]): AsyncGenerator<Reading> {
  for (const line of lines) {
    const atMs = Number(/\d+/.exec(line)?.[0]);
    yield { kind: 'reading', atMs, observations: line.endsWith('-') ? [] : [{ evidence: { text: line } } as Observation] };
  }
}

async function* broken(): AsyncGenerator<Reading> {
  yield { kind: 'reading', atMs: 1, observations: [] };
  throw new Error('unreadable');
}

/** Times as numbers, observations by name. */
async function merged(...logs: AsyncGenerator<Reading>[]): Promise<(number | string)[]> {
  const items = await Array.fromAsync(mergeByTime(logs));
  return items.flat().flatMap((item): (number | string)[] => {
    if (item.kind === 'time') return [item.nowMs];
    return observationsIn(item).map(({ evidence }) => evidence.text);
  });
}

describe('the order', () => {
  it('is that of the times, over all logs', async () => {
    expect(await merged(log('a1', 'a4'), log('b2', 'b3'))).toEqual([1, 'a1', 2, 'b2', 3, 'b3', 4, 'a4']);
  });

  it('of the same time is that of the logs', async () => {
    expect(await merged(log('a1', 'a2'), log('b1', 'b2'))).toEqual([1, 'a1', 'b1', 2, 'a2', 'b2']);
  });

  it('within a log is the log’s own, and time does not go back', async () => {
    expect(await merged(log('a5', 'a3', 'a6'))).toEqual([3, 'a5', 'a3', 6, 'a6']);
  });

  it('of lines without observations still moves time', async () => {
    expect(await merged(log('a1', 'a9-'), log('b5-'))).toEqual([1, 'a1', 5, 9]);
  });
});

describe('a damaged stamp far ahead', () => {
  it('does not drive time', async () => {
    expect(await merged(log('a1', 'a9999', 'a2'))).toEqual([1, 'a1', 2, 'a9999', 'a2']);
  });

  it('does not hold back the rest of its log', async () => {
    expect(await merged(log('a1', 'a9999', 'a2', 'a4'), log('b3', 'b5'))).toEqual([1, 'a1', 2, 'a9999', 'a2', 3, 'b3', 4, 'a4', 5, 'b5']);
  });
});

it('no logs, and empty ones, are nothing', async () => {
  expect(await merged()).toEqual([]);
  expect(await merged(log(), log('b1'), log())).toEqual([1, 'b1']);
});

it('passes on that a log can’t be read', async () => {
  await expect(merged(broken(), log('b1'))).rejects.toThrow('unreadable');
});
