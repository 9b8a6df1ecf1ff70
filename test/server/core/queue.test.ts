import { describe, expect, it } from 'vitest';
import { Queue, type QueueItem } from '../../../server/core/queue.ts';

const item = (nowMs: number): QueueItem => ({ kind: 'time', nowMs });
const times = (items: readonly QueueItem[] | undefined): number[] | undefined =>
  items?.map((i) => (i.kind === 'time' ? i.nowMs : Number.NaN));
/** Everything that can go on without anything else happening has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('gives out all that is there, in its order', async () => {
  const queue = new Queue();
  for (const n of [1, 2, 3]) await queue.push(item(n));
  expect(queue.length).toBe(3);
  expect(times(await queue.takeAll())).toEqual([1, 2, 3]);
  expect(queue.length).toBe(0);
});

it('a consumer waits for the next', async () => {
  const queue = new Queue();
  const taken = queue.takeAll();
  await queue.push(item(1));
  expect(times(await taken)).toEqual([1]);
});

describe('full', () => {
  it('a push waits until something is taken, and memory stays bounded', async () => {
    const queue = new Queue(2);
    let pushed = 0;
    const producers = [1, 2, 3, 4, 5].map(async (n) => {
      await queue.push(item(n));
      pushed++;
    });
    await settled();
    expect([pushed, queue.length]).toEqual([2, 2]);
    expect(times(await queue.takeAll())).toEqual([1, 2]);
    await settled();
    expect([pushed, queue.length]).toEqual([4, 2]);
    await queue.takeAll();
    await Promise.all(producers);
    expect(pushed).toBe(5);
  });

  it('what waited keeps the order of its producer', async () => {
    const queue = new Queue(1);
    const producer = (async () => {
      for (let n = 0; n < 50; n++) await queue.push(item(n));
      queue.close();
    })();
    const taken: number[] = [];
    for (let items = await queue.takeAll(); items; items = await queue.takeAll()) taken.push(...(times(items) ?? []));
    await producer;
    expect(taken).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });
});

describe('closed', () => {
  it('what is in it is still taken, then it is over', async () => {
    const queue = new Queue();
    await queue.push(item(1));
    queue.close();
    expect(times(await queue.takeAll())).toEqual([1]);
    expect(await queue.takeAll()).toBeUndefined();
  });

  it('a waiting consumer is told', async () => {
    const queue = new Queue();
    const taken = queue.takeAll();
    queue.close();
    expect(await taken).toBeUndefined();
  });

  it('waiting and later pushes resolve, and their items are dropped', async () => {
    const queue = new Queue(1);
    await queue.push(item(1));
    const waiting = queue.push(item(2));
    queue.close();
    await waiting;
    await queue.push(item(3));
    expect(times(await queue.takeAll())).toEqual([1]);
    expect(await queue.takeAll()).toBeUndefined();
  });
});
