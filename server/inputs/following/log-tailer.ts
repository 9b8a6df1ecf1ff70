// A log file as a source: follows the file, parses its lines, gives the observations to the queue with how far it is done. The kernel's events wake
// it; a slow poll sees what no event tells (writes to a renamed file), so a lost event costs a second and never a line.
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
/** A file that has gone is looked for again after this long, then after twice as long, and so on: a rotation makes a new one at once. */
const goneMs = 10;
/** Of a block of a file little is ours as a rule: what comes of many blocks is stored with far fewer transactions than what comes of each. */
const linesAtOnce = 1_000;
/** Lines that say nothing of an install are read together: a busy log of others costs little, and a line of ours among them waits no longer than this. */
const othersMs = 10;
/** Clocks of a network differ by less. */
const aheadMs = 60_000;

export interface LogTailerOptions {
  name: string;
  type: string;
  path: string;
  from: 'beginning' | 'end';
  parser: Parser;
  nowMs: () => number;
  /** Called when the file can't be read, and with null when it can again; and once for each loss. */
  onTrouble: (trouble: string | null) => void;
  /** At a first start: back to the lines of this time, epoch milliseconds, through rotated files too. `from` says nothing then. */
  since?: number | undefined;
  /** A line that nobody completes is given out, marked, after this long. */
  halfLineMs?: number;
}

export class LogTailer implements Source {
  readonly name: string;
  private readonly options: LogTailerOptions;
  private readonly follower: FileFollower;
  private readonly counter = new LineCounter();
  private watcher: FSWatcher | undefined;
  /** What the watcher is of. */
  private watched: unknown;
  private wake: () => void = () => {};
  private stopped = false;
  private following: Promise<void> | undefined;
  private told: string | null = null;
  /** Earlier lines are passed over. */
  private sinceMs: number;
  /** The last position that was given out with a line, or pushed. */
  private givenAt: unknown = null;
  /** When a position was pushed by itself, by the steady clock. */
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
      this.options.onTrouble(`where ${this.options.path} was read up to can't be understood; it is read as at a first start`);
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
    // From here on it is known where this log is followed from, however soon the process ends.
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

  /** One round: pushes what is new, and how far all is done if no observation tells it. Only one is under way at a time. */
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
      // What was written before it was watched, no event tells.
      if (this.watchPresent()) continue;
      if (this.counter.observations === observations) await pause(othersMs);
      const { present } = this.follower;
      waitMs = present ? goneMs : Math.min(pollMs, waitMs * 2);
      await atMost(woken, present ? pollMs : waitMs);
    }
    // What was written until the stop is still read.
    await this.pushNew(push);
  }

  /** A position that nothing of ours came with waits for the next second: the store takes it no more often. */
  private async pushSeldom(item: QueueItem, push: Push, observationsBefore: number): Promise<void> {
    if (item.kind === 'reading' && isSilent(item) && this.counter.observations === observationsBefore) {
      const nowMs = performance.now();
      // Nobody was told of it, so the next look tells.
      if (nowMs - this.toldAtMs < pollMs) return void (this.givenAt = null);
      this.toldAtMs = nowMs;
    }
    await push(item);
  }

  /** Whether it is another file than before. One that can't be watched (the kernel has a limit) is polled. */
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

  /** Some lines at a time, each read when it is asked for: with it the position moves on. */
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

/** Nothing has happened yet: a machine whose clock is ahead wrote that line (xCAT's nodes stamp theirs), or the time zone is wrong. */
function notAhead(reading: Reading): Reading {
  for (const observation of reading.observations) {
    const { receivedAtMs, observedAtMs, deployment } = observation;
    // A deployer's text may count its times from our clock, by durations that it has from before.
    if (observedAtMs <= receivedAtMs + aheadMs || deployment !== undefined) continue;
    observation.observedAtMs = receivedAtMs;
    reading.atMs = receivedAtMs;
  }
  return reading;
}

async function* oneByOne(blocks: AsyncIterable<Iterable<Reading>>): AsyncGenerator<Reading> {
  for await (const lines of blocks) yield* lines;
}

/** Resolves with `event`, or when the time is over. */
async function atMost(event: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([event, over]);
  clearTimeout(timer);
}
