// A log file as a source: follows the file, parses its lines, gives the observations to the queue. chokidar wakes it; a slow poll sees
// what no event tells (writes to a renamed file), so a lost event costs a second and never a line.
import { watch, type FSWatcher } from 'chokidar';
import type { Parser } from '../parsers/parser.ts';
import { FileFollower } from './file-follower.ts';
import { LineCounter } from './line-counter.ts';
import type { Push, Source, SourceStatus, Timed } from './source.ts';

const pollMs = 1_000;

export interface LogTailerOptions {
  name: string;
  type: string;
  path: string;
  from: 'beginning' | 'end';
  parser: Parser;
  nowMs: () => number;
  /** Called when the file can't be read, and with null when it can again. */
  onTrouble: (trouble: string | null) => void;
}

export class LogTailer implements Source {
  readonly name: string;
  private readonly options: LogTailerOptions;
  private readonly follower: FileFollower;
  private readonly counter = new LineCounter();
  private watcher: FSWatcher | undefined;
  private wake: () => void = () => {};
  private stopped = false;
  private following: Promise<void> | undefined;
  private told: string | null = null;

  constructor(options: LogTailerOptions) {
    this.name = options.name;
    this.options = options;
    this.follower = new FileFollower(options);
  }

  status(): SourceStatus {
    const { name, type, path } = this.options;
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    const { trouble, counters } = this.follower;
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
      oddExamples,
      counters,
    };
  }

  catchUp(): AsyncGenerator<Timed> {
    return this.readNew();
  }

  async follow(push: Push): Promise<void> {
    this.watcher = watch(this.options.path, { ignoreInitial: true });
    this.watcher.on('all', () => this.wake());
    this.watcher.on('error', () => this.wake());
    this.following = this.run(push);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.following;
    await Promise.all([this.watcher?.close(), this.follower.close()]);
  }

  private async run(push: Push): Promise<void> {
    while (!this.stopped) {
      const woken = this.nextWake();
      await this.pushNew(push);
      await woken;
    }
    // What was written until the stop is still read.
    await this.pushNew(push);
  }

  private async pushNew(push: Push): Promise<void> {
    for await (const { observation } of this.readNew()) if (observation) await push({ kind: 'observation', observation });
  }

  private async *readNew(): AsyncGenerator<Timed> {
    try {
      for await (const raw of this.follower.readNew()) {
        const line = { text: raw.text, source: this.name, line: raw.number, offset: raw.offset, receivedAtMs: this.options.nowMs() };
        const timed = this.counter.parse(this.options.parser, line);
        if (timed) yield timed;
      }
    } catch (error) {
      this.follower.trouble = `${this.options.path} can't be read: ${(error as Error).message}`;
    }
    this.tellTrouble();
  }

  private async nextWake(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tellTrouble(): void {
    if (this.follower.trouble === this.told) return;
    this.told = this.follower.trouble;
    this.options.onTrouble(this.told);
  }
}
