// What sources share whose messages come by themselves (datagrams, connections, subscriptions): counts them and gives them to the queue one
// after the other. Bounded: what nobody can be asked to hold back is dropped when too much waits, and counted. Knows no socket.
import { readingOfLine, type Seen, type Unparsed } from './sighting.ts';
import { LineCounter } from './line-counter.ts';
import type { Line } from './parser.ts';
import { isSilent, type Reading } from '../../core/queue.ts';
import type { Push, SourceStatus } from './source.ts';

/** What a message that arrives now says. */
export type ArrivalReader = (receivedAtMs: number) => Seen | Unparsed;

const waitingMost = 10_000;
const evidenceLength = 2_000;

export interface ArrivalsOptions {
  /** Name of the source, for the evidence. */
  name: string;
  nowMs: () => number;
  /** So many messages may wait for the queue. */
  most?: number;
}

export class Arrivals {
  /** Messages that were dropped because too many waited. */
  dropped = 0;
  private readonly options: ArrivalsOptions;
  private readonly counter = new LineCounter();
  private waiting = 0;
  private pushing: Promise<void> = Promise.resolve();

  constructor(options: ArrivalsOptions) {
    this.options = options;
  }

  /** Reads one message, dated by now; resolves when the queue has what is in it, or when it was dropped. */
  async take(text: string, read: ArrivalReader, push: Push): Promise<void> {
    if (this.waiting >= (this.options.most ?? waitingMost)) return void this.dropped++;
    const reading = this.read(text, read);
    if (!reading || isSilent(reading)) return;
    this.waiting++;
    // One at a time, so that a full queue lets them in in their order.
    this.pushing = this.pushing.then(() => push(reading)).finally(() => this.waiting--);
    await this.pushing;
  }

  /** Resolves when the queue has all of it. */
  async settled(): Promise<void> {
    await this.pushing;
  }

  /** What comes by itself has no position, and nobody can tell what is still to come. */
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
