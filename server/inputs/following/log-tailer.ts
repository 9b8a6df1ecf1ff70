// A log file as a source: follows the file, parses its lines, and pushes observations with the read position to the queue. inotify events wake it. A
// poll catches writes without an event (to a renamed file), so a lost event costs a second, never a line.
import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Line, Parser } from '../contract/parser.ts';
import { isSilent, newReading, type QueueItem, type Reading } from '../../core/queue.ts';
import { FileFollower } from './file-follower.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { readLogPosition } from './log-position.ts';
import { pushReadings } from './push-readings.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';

const pollMs = 1_000;
/** A missing file is checked for again after this long, then after twice as long, and so on: a rotation creates a new one at once. */
const goneMs = 10;
/** Few lines of a block usually matter: storing the results of many blocks together takes far fewer transactions. */
const linesAtOnce = 1_000;
/** Irrelevant lines are read in batches, so that a busy log costs little. A relevant line among them waits at most this long. */
const othersMs = 10;
/** Clocks within a network differ by less than this. */
const aheadMs = 60_000;

export interface LogTailerOptions {
  name: string;
  type: string;
  path: string;
  from: 'beginning' | 'end';
  parser: Parser;
  nowMs: () => number;
  /** Called when the file can't be read, with null when it can be read again, and once per loss. */
  onTrouble: (trouble: string | null) => void;
  /** At a first start, read from this time on (epoch milliseconds), including rotated files; overrides `from`. */
  since?: number | undefined;
  /** An incomplete line is returned, marked as cut, after this long. */
  halfLineMs?: number;
}

export class LogTailer implements Source {
  readonly name: string;
  private readonly options: LogTailerOptions;
  private readonly follower: FileFollower;
  private readonly counter = new LineCounter();
  private watcher: FSWatcher | undefined;
  /** The file that `watcher` watches. */
  private watched: unknown;
  private wake: () => void = () => {};
  private stopped = false;
  private following: Promise<void> | undefined;
  private told: string | null = null;
  /** Earlier lines are skipped. */
  private sinceMs: number;
  /** The last position returned with a line, or pushed. */
  private givenAt: unknown = null;
  /** When a position was last pushed without a line, by the monotonic clock. */
  private toldAtMs = -Infinity;

  constructor(options: LogTailerOptions) {
    this.name = options.name;
    this.options = options;
    this.follower = new FileFollower({ ...options, isForeign: this.counter.filterOf(options.parser) });
    this.sinceMs = options.since ?? -Infinity;
    if (options.since !== undefined) this.follower.resume({ files: [], seenMs: options.since });
  }

  status(): SourceStatus {
    const { name, type, path } = this.options;
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    const { trouble, counters } = this.follower;
    const progress = this.follower.progress();
    return {
      name,
      type,
      from: path,
      alive: trouble === null && !this.stopped,
      trouble,
      lines,
      observations,
      odd,
      lastLineAtMs,
      position: progress && `line ${progress.line.toLocaleString('en')} of ${basename(path)}`,
      lagBytes: progress?.lagBytes ?? null,
      corrections: this.options.parser.corrections?.() ?? [],
      oddExamples,
      counters,
    };
  }

  resume(at: unknown): void {
    const position = readLogPosition(at);
    if (!position) {
      this.options.onTrouble(`the stored position of ${this.options.path} is invalid; reading it as at a first start`);
      return;
    }
    this.sinceMs = -Infinity;
    this.follower.resume(position);
  }

  async *catchUp(): AsyncGenerator<Reading[]> {
    let held: Reading[] = [];
    for await (const lines of this.readNew()) {
      for (const reading of lines) if (reading.atMs >= this.sinceMs) held.push(reading);
      if (held.length < linesAtOnce) continue;
      yield held;
      held = [];
    }
    yield held;
    this.sinceMs = -Infinity;
    this.givenAt = null;
  }

  async follow(push: Push): Promise<void> {
    // From here on the start position is stored, however soon the process ends.
    await this.pushNew(push);
    this.following = this.run(push);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.following;
    this.watcher?.close();
    await this.follower.close();
  }

  /** One round: pushes new lines, and the position if no observation carried it. Only one round runs at a time. */
  async pushNew(push: Push): Promise<void> {
    await pushReadings(oneByOne(this.readNew()), push);
    const at = this.follower.position();
    if (at === null || at === this.givenAt) return;
    this.givenAt = at;
    await push({ ...newReading(this.options.nowMs()), position: { source: this.name, at } });
  }

  private async run(push: Push): Promise<void> {
    let waitMs = goneMs;
    while (!this.stopped) {
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      const { observations } = this.counter;
      await this.pushNew((item) => this.pushSeldom(item, push, observations));
      // Writes before the watch began cause no event.
      if (this.watchPresent()) continue;
      if (this.counter.observations === observations) await pause(othersMs);
      const { present } = this.follower;
      waitMs = present ? goneMs : Math.min(pollMs, waitMs * 2);
      await atMost(woken, present ? pollMs : waitMs);
    }
    // Read what was written before the stop.
    await this.pushNew(push);
  }

  /** A position without a relevant line waits until the next second: the store saves it no more often. */
  private async pushSeldom(item: QueueItem, push: Push, observationsBefore: number): Promise<void> {
    if (item.kind === 'reading' && isSilent(item) && this.counter.observations === observationsBefore) {
      const nowMs = performance.now();
      // It was not pushed, so the next round must push it.
      if (nowMs - this.toldAtMs < pollMs) return void (this.givenAt = null);
      this.toldAtMs = nowMs;
    }
    await push(item);
  }

  /** Whether the file has changed. A file that can't be watched (the kernel has a limit) is polled. */
  private watchPresent(): boolean {
    const { present } = this.follower;
    if (present === this.watched) return false;
    this.watched = present;
    this.watcher?.close();
    this.watcher = undefined;
    if (!present) return false;
    try {
      this.watcher = watch(this.options.path, () => this.wake());
      this.watcher.on('error', () => {});
    } catch {
      return false;
    }
    return true;
  }

  /** Returns lines in batches. Each line is parsed when it is requested, because the position moves with it. */
  private async *readNew(): AsyncGenerator<Iterable<Reading>> {
    try {
      for await (const lines of this.follower.readNew()) yield this.parseAll(lines);
    } catch (error) {
      this.follower.trouble = `${this.options.path} can't be read: ${(error as Error).message}`;
    }
    this.tellTrouble();
  }

  private *parseAll(lines: Iterable<Line>): Generator<Reading> {
    for (const line of lines) {
      const reading = this.parse(line);
      if (!reading) continue;
      const at = this.follower.position();
      this.givenAt = at;
      reading.position = { source: this.name, at };
      yield reading;
    }
  }

  private parse(line: Line): Reading | undefined {
    line.source = this.name;
    line.receivedAtMs = this.options.nowMs();
    const reading = this.counter.parse(this.options.parser, line);
    if (!reading || isSilent(reading)) return reading;
    if (line.cut) for (const one of reading.observations) one.evidence = { ...one.evidence, text: `${one.evidence.text} [cut]` };
    return notAhead(reading);
  }

  private tellTrouble(): void {
    for (const notice of this.follower.notices.splice(0)) this.options.onTrouble(notice);
    if (this.follower.trouble === this.told) return;
    this.told = this.follower.trouble;
    this.options.onTrouble(this.told);
  }
}

/** A time in the future: the line was written by a machine whose clock is ahead (xCAT's nodes stamp their own lines), or the time zone is wrong. */
function notAhead(reading: Reading): Reading {
  for (const observation of reading.observations) {
    const { receivedAtMs, observedAtMs, deployment } = observation;
    // A deployer's text may compute its times from our clock and earlier durations.
    if (observedAtMs <= receivedAtMs + aheadMs || deployment !== undefined) continue;
    observation.observedAtMs = receivedAtMs;
    reading.atMs = receivedAtMs;
  }
  return reading;
}

async function* oneByOne(blocks: AsyncIterable<Iterable<Reading>>): AsyncGenerator<Reading> {
  for await (const lines of blocks) yield* lines;
}

/** Resolves with `event`, or after `ms`. */
async function atMost(event: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([event, over]);
  clearTimeout(timer);
}
