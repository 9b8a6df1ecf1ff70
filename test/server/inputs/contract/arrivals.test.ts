import { expect, it } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { Arrivals, type ArrivalReader } from '../../../../server/inputs/contract/arrivals.ts';
import { receivedAtMs } from '../real-lines.ts';

const sighting = { sight: { kind: 'report', stage: 'SSH_Open', error: false, message: null }, who: { ip: '10.1.1.101' } } as const;
const create = (most?: number): Arrivals => new Arrivals({ name: 'port', nowMs: () => receivedAtMs, ...(most !== undefined && { most }) });
const textOf = (item: QueueItem): string => (item.kind === 'reading' ? (item.observations[0]?.evidence.text ?? '') : '');

async function take(read: ArrivalReader, text = 'SSH_Open') {
  const pushed: QueueItem[] = [];
  const arrivals = create();
  await arrivals.take(text, read, async (item) => void pushed.push(item));
  return { pushed, status: arrivals.status() };
}

it('a message is dated by its arrival, and is its own evidence', async () => {
  const times: number[] = [];
  const { pushed, status } = await take((atMs) => {
    times.push(atMs);
    return sighting;
  });
  const evidence = { source: 'port', line: null, offset: null, text: 'SSH_Open' };
  expect(times).toEqual([receivedAtMs]);
  expect(pushed).toMatchObject([
    { kind: 'reading', atMs: receivedAtMs, observations: [{ ...sighting, observedAtMs: receivedAtMs, receivedAtMs, evidence }] },
  ]);
  expect(status).toEqual({
    lines: 1,
    observations: 1,
    odd: 0,
    lastLineAtMs: receivedAtMs,
    oddExamples: [],
    position: null,
    lagBytes: null,
  });
});

it('a message may have a time of its own', async () => {
  const { pushed } = await take((atMs) => ({ ...sighting, observedAtMs: atMs - 5_000 }));
  expect(pushed).toMatchObject([{ observations: [{ observedAtMs: receivedAtMs - 5_000, receivedAtMs }] }]);
});

it.each<[string, Awaited<ReturnType<ArrivalReader>>, string[]]>([
  ['irrelevant', 'irrelevant', []],
  ['not understood', 'unparsed', ['what it said']],
  ['not understood, for a reason', { unparsed: 'no sender' }, ['no sender: what it said']],
])('what is %s is counted and not pushed', async (_, seen, oddExamples) => {
  const { pushed, status } = await take(() => seen, 'what it said');
  expect(pushed).toEqual([]);
  expect(status).toMatchObject({ lines: 1, observations: 0, odd: oddExamples.length, oddExamples, lastLineAtMs: receivedAtMs });
});

it('of a long message 2,000 characters are evidence', async () => {
  const { pushed } = await take(() => sighting, 'x'.repeat(5_000));
  expect(pushed.map(textOf)).toEqual(['x'.repeat(2_000)]);
});

/** A queue that takes one message at a time, when it is told to. */
function fullQueue() {
  const asked: string[] = [];
  const room = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const push = async (item: QueueItem): Promise<void> => {
    asked.push(textOf(item));
    await room[asked.length - 1]?.promise;
  };
  return { asked, room, push };
}

it('messages go to the queue one after the other, in their order', async () => {
  const { asked, room, push } = fullQueue();
  const arrivals = create();
  const taken: string[] = [];
  const all = ['a', 'b', 'c'].map(async (text) => arrivals.take(text, () => sighting, push).then(() => taken.push(text)));
  let isSettled = false;
  const settled = arrivals.settled().then(() => (isSettled = true));
  for (const [i, texts] of [['a'], ['a', 'b'], ['a', 'b', 'c']].entries()) {
    await new Promise((resolve) => setImmediate(resolve));
    expect([asked, taken, isSettled]).toEqual([texts, texts.slice(0, i), false]);
    room[i]?.resolve();
    await all[i];
  }
  await settled;
  expect(taken).toEqual(['a', 'b', 'c']);
});

it('of more than may wait the newest are dropped, unread', async () => {
  const { asked, room, push } = fullQueue();
  const arrivals = create(2);
  const [first, second] = ['a', 'b'].map(async (text) => arrivals.take(text, () => sighting, push));
  await arrivals.take('c', () => expect.unreachable('it is not read'), push);
  expect([arrivals.dropped, arrivals.status().lines]).toEqual([1, 2]);
  room[0]?.resolve();
  await first;
  const third = arrivals.take('d', () => sighting, push);
  for (const { resolve } of room) resolve();
  await Promise.all([second, third]);
  expect([asked, arrivals.dropped]).toEqual([['a', 'b', 'd'], 1]);
});

it('what says nothing of ours takes no place in the line', async () => {
  const { room, push } = fullQueue();
  const arrivals = create(1);
  const held = arrivals.take('a', () => sighting, push);
  room[0]?.resolve();
  await held;
  for (const text of ['b', 'c']) await arrivals.take(text, () => 'irrelevant', push);
  await arrivals.take(
    'd',
    () => sighting,
    async () => {},
  );
  expect([arrivals.dropped, arrivals.status().lines]).toEqual([0, 4]);
});
