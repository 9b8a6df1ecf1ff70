// Several logs that were written side by side, as one: always the oldest of their next lines. Each log keeps its own order. With every
// item comes how far time has got, so that limits are watched by the lines' own times. Lines come and go in blocks: waiting for each by itself
// costs more than most of them.
import TinyQueue from 'tinyqueue';
import type { QueueItem } from '../../core/queue.ts';
import { PositionThinner } from './push-readings.ts';
import type { Reading } from '../../core/queue.ts';

/** Lines of one log, one by one or some at a time. */
export type DatedLog = AsyncIterable<Reading | readonly Reading[]>;

interface Merged {
  /** How far time has got: never ahead of the line after it. */
  reachedMs: number;
  item: Reading;
}

/** Queue items of all `logs`, in the order of their times; ends with the last time seen in them, and how far they were read. */
export async function* mergeByTime(logs: readonly DatedLog[]): AsyncGenerator<readonly QueueItem[]> {
  const thinner = new PositionThinner();
  let nowMs = -Infinity;
  for await (const lines of mergeBlocks(logs)) {
    const items: QueueItem[] = [];
    for (const { reachedMs, item } of lines) {
      if (reachedMs > nowMs) {
        nowMs = reachedMs;
        items.push({ kind: 'time', nowMs });
      }
      const given = thinner.take(item);
      if (given) items.push(given);
    }
    if (items.length > 0) yield items;
  }
  yield thinner.rest();
}

/** Lines of all `logs`, in the order of their times. */
export async function* mergeLines(logs: readonly DatedLog[]): AsyncGenerator<Merged> {
  for await (const lines of mergeBlocks(logs)) yield* lines;
}

/** As many at a time as there are until the next block of a log must be waited for. */
async function* mergeBlocks(logs: readonly DatedLog[]): AsyncGenerator<readonly Merged[]> {
  const heads = await Promise.all(logs.map((log, order) => Head.start(log, order)));
  const queue = new TinyQueue(
    heads.filter((head) => head.item !== undefined),
    (a, b) => a.reachedMs - b.reachedMs || a.order - b.order,
  );
  let lines: Merged[] = [];
  for (let oldest = queue.pop(); oldest?.item; oldest = queue.pop()) {
    lines.push({ reachedMs: oldest.reachedMs, item: oldest.item });
    if (oldest.needsMore) {
      yield lines;
      lines = [];
      await oldest.load();
    }
    oldest.advance();
    if (oldest.item) queue.push(oldest);
  }
  yield lines;
}

/** Where one log stands. */
class Head {
  /** Place among the logs: of lines of one time, those of the first log come first. */
  readonly order: number;
  item: Reading | undefined;
  reachedMs = 0;
  private readonly rest: AsyncIterator<Reading | readonly Reading[]>;
  /** What comes after `item`, from `at` on. */
  private block: readonly Reading[] = [];
  private at = 0;
  private isOver = false;

  private constructor(log: DatedLog, order: number) {
    this.rest = log[Symbol.asyncIterator]();
    this.order = order;
  }

  static async start(log: DatedLog, order: number): Promise<Head> {
    const head = new Head(log, order);
    await head.load();
    head.item = head.block[head.at++];
    if (head.needsMore) await head.load();
    head.measure();
    return head;
  }

  /** Whether the line after the next one is still to be read: how far time has got can't be told without it. */
  get needsMore(): boolean {
    return !this.isOver && this.at + 1 >= this.block.length;
  }

  advance(): void {
    this.item = this.block[this.at++];
    this.measure();
  }

  /** Reads on, until there is at least one line more, or the log is over. */
  async load(): Promise<void> {
    const left = this.block.slice(this.at);
    let more: readonly Reading[] = [];
    while (more.length === 0 && !this.isOver) {
      const { value, done } = await this.rest.next();
      if (done) this.isOver = true;
      else more = Array.isArray(value) ? value : [value as Reading];
    }
    this.block = left.length === 0 ? more : [...left, ...more];
    this.at = 0;
  }

  /** One damaged stamp far ahead must neither let every limit pass nor hold back its log: time only goes as far as the line after it agrees. */
  private measure(): void {
    if (this.item) this.reachedMs = Math.min(this.item.atMs, this.block[this.at]?.atMs ?? this.item.atMs);
  }
}
