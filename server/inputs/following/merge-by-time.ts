// Merges logs that were written side by side into one, always taking the oldest next line. Each log keeps its own order. Every item carries the time
// reached so far, so that limits run on the time of the lines. Lines move in blocks: awaiting each one costs more than processing most of them.
import TinyQueue from 'tinyqueue';
import type { QueueItem } from '../../core/queue.ts';
import { PositionThinner } from './push-readings.ts';
import type { Reading } from '../../core/queue.ts';

/** Lines of one log, singly or in batches. */
export type DatedLog = AsyncIterable<Reading | readonly Reading[]>;

interface Merged {
  /** Time reached: never later than the next line. */
  reachedMs: number;
  item: Reading;
}

/** Queue items of all `logs`, ordered by time; ends with the last time seen and the read positions. */
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

/** Lines of all `logs`, ordered by time. */
export async function* mergeLines(logs: readonly DatedLog[]): AsyncGenerator<Merged> {
  for await (const lines of mergeBlocks(logs)) yield* lines;
}

/** One batch per block: as many lines as there are before a log's next block must be awaited. */
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

/** The read state of one log. */
class Head {
  /** Index among the logs: for equal times, lines of the first log precede. */
  readonly order: number;
  item: Reading | undefined;
  reachedMs = 0;
  private readonly rest: AsyncIterator<Reading | readonly Reading[]>;
  /** The lines after `item`, starting at index `at`. */
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

  /** Whether the line after the next one is still unread: the time reached can't be determined without it. */
  get needsMore(): boolean {
    return !this.isOver && this.at + 1 >= this.block.length;
  }

  advance(): void {
    this.item = this.block[this.at++];
    this.measure();
  }

  /** Reads until there is at least one more line or the log ends. */
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

  /** A corrupt timestamp far ahead must not expire every limit or hold back its log, so time advances only as far as the next line confirms. */
  private measure(): void {
    if (this.item) this.reachedMs = Math.min(this.item.atMs, this.block[this.at]?.atMs ?? this.item.atMs);
  }
}
