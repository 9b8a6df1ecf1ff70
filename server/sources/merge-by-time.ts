// Several logs that were written side by side, as one: always the oldest of their next lines. Each log keeps its own order. With every
// item comes how far time has got, so that limits are watched by the lines' own times.
import type { QueueItem } from '../queue.ts';
import { PositionThinner } from './push-timed.ts';
import type { Timed } from './source.ts';

interface Head {
  item: Timed;
  next: Timed | undefined;
  rest: AsyncIterator<Timed>;
}

interface Merged {
  /** How far time has got: never ahead of the line after it. */
  reachedMs: number;
  item: Timed;
}

/** Queue items of all `logs`, in the order of their times; ends with the last time seen in them, and how far they were read. */
export async function* mergeByTime(logs: readonly AsyncIterable<Timed>[]): AsyncGenerator<QueueItem> {
  const thinner = new PositionThinner();
  let nowMs = -Infinity;
  for await (const { reachedMs, item } of mergeLines(logs)) {
    if (reachedMs > nowMs) {
      nowMs = reachedMs;
      yield { kind: 'time', nowMs };
    }
    yield* thinner.itemOf(item);
  }
  yield* thinner.rest();
}

/** Lines of all `logs`, in the order of their times. */
export async function* mergeLines(logs: readonly AsyncIterable<Timed>[]): AsyncGenerator<Merged> {
  const started = await Promise.all(logs.map((log) => start(log[Symbol.asyncIterator]())));
  let heads = started.filter((head) => head !== undefined);
  while (heads.length > 0) {
    const oldest = heads.reduce((a, b) => (reachedMsOf(b) < reachedMsOf(a) ? b : a));
    yield { reachedMs: reachedMsOf(oldest), item: oldest.item };
    if (!(await advance(oldest))) heads = heads.filter((head) => head !== oldest);
  }
}

/** One damaged stamp far ahead must neither let every limit pass nor hold back its log: time only goes as far as the line after it agrees. */
function reachedMsOf({ item, next }: Head): number {
  return Math.min(item.atMs, next?.atMs ?? item.atMs);
}

async function start(rest: AsyncIterator<Timed>): Promise<Head | undefined> {
  const item = await take(rest);
  return item && { item, next: await take(rest), rest };
}

async function advance(head: Head): Promise<boolean> {
  if (!head.next) return false;
  head.item = head.next;
  head.next = await take(head.rest);
  return true;
}

async function take(rest: AsyncIterator<Timed>): Promise<Timed | undefined> {
  const { value, done } = await rest.next();
  return done ? undefined : (value as Timed);
}
