// Shared by sources that receive messages (datagrams, connections, subscriptions): counts messages and pushes them to the queue one by one. Messages
// that exceed the limit of waiting ones are dropped and counted. Independent of sockets.
import { readingOfLine, type Seen, type Unparsed } from './sighting.ts';
import { LineCounter } from './line-counter.ts';
import type { Line } from './parser.ts';
import { isSilent, type Reading } from '../../core/queue.ts';
import type { Push, SourceStatus } from './source.ts';

/** Parses a message that arrives now. */
export type ArrivalReader = (receivedAtMs: number) => Seen | Unparsed;

const waitingMost = 10_000;
const evidenceLength = 2_000;

export interface ArrivalsOptions {
  /** Name of the source, for the evidence. */
  name: string;
  nowMs: () => number;
  /** Maximum number of messages waiting for the queue. */
  most?: number;
}

export class Arrivals {
  /** Messages dropped because too many were waiting. */
  dropped = 0;
  private readonly options: ArrivalsOptions;
  private readonly counter = new LineCounter();
  private waiting = 0;
  private pushing: Promise<void> = Promise.resolve();

  constructor(options: ArrivalsOptions) {
    this.options = options;
  }

  /** Reads one message, dated now; resolves when its content is in the queue, or when it was dropped. */
  async take(text: string, read: ArrivalReader, push: Push): Promise<void> {
    if (this.waiting >= (this.options.most ?? waitingMost)) return void this.dropped++;
    const reading = this.read(text, read);
    if (!reading || isSilent(reading)) return;
    this.waiting++;
    // One at a time, so that a full queue keeps their order.
    this.pushing = this.pushing.then(() => push(reading)).finally(() => this.waiting--);
    await this.pushing;
  }

  /** Resolves when everything is in the queue. */
  async settled(): Promise<void> {
    await this.pushing;
  }

  /** Received messages have no position, and no known number of pending ones. */
  status(): Pick<SourceStatus, 'lines' | 'observations' | 'odd' | 'lastLineAtMs' | 'oddExamples' | 'position' | 'lagBytes'> {
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    return { lines, observations, odd, lastLineAtMs, oddExamples, position: null, lagBytes: null };
  }

  private read(text: string, read: ArrivalReader): Reading | undefined {
    const receivedAtMs = this.options.nowMs();
    const seen = read(receivedAtMs);
    if (typeof seen === 'object' && 'unparsed' in seen)
      return this.counter.count(readingOfLine(this.lineOf(text, receivedAtMs), receivedAtMs, 'unparsed'), `${seen.unparsed}: ${text}`);
    return this.counter.count(readingOfLine(this.lineOf(text, receivedAtMs), receivedAtMs, seen), text);
  }

  private lineOf(text: string, receivedAtMs: number): Line {
    return { text: text.slice(0, evidenceLength), source: this.options.name, number: null, offset: null, receivedAtMs };
  }
}
