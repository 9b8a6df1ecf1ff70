// What sources share whose messages come by themselves (datagrams, connections, subscriptions): counts them and gives them to the queue one
// after the other. Bounded: what nobody can be asked to hold back is dropped when too much waits, and counted. Knows no socket.
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { type Reading, toParsedLine } from './sighting.ts';
import { LineCounter } from '../following/line-counter.ts';
import { readingOf } from '../../core/queue.ts';
import type { Push, SourceStatus } from './source.ts';

/** What a message is: as `Reading`, or whole where its parser knows more. */
export type Arrival = Reading | Observation | { odd: string };

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
  async take(text: string, read: (receivedAtMs: number) => Arrival, push: Push): Promise<void> {
    if (this.waiting >= (this.options.most ?? waitingMost)) return void this.dropped++;
    const observation = this.count(text, read);
    if (!observation) return;
    this.waiting++;
    // One at a time, so that a full queue lets them in in their order.
    this.pushing = this.pushing.then(() => push(readingOf(observation))).finally(() => this.waiting--);
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

  private count(text: string, read: (receivedAtMs: number) => Arrival): Observation | undefined {
    const receivedAtMs = this.options.nowMs();
    const arrival = read(receivedAtMs);
    this.counter.lines++;
    this.counter.lastLineAtMs = receivedAtMs;
    if (arrival === 'odd') this.counter.countOdd(text);
    else if (typeof arrival === 'object' && 'odd' in arrival) this.counter.countOdd(`${arrival.odd}: ${text}`);
    if (typeof arrival === 'string' || 'odd' in arrival) return undefined;
    this.counter.observations++;
    return 'evidence' in arrival ? arrival : this.observationOf(text, receivedAtMs, arrival);
  }

  private observationOf(text: string, receivedAtMs: number, sighting: Exclude<Reading, string>): Observation | undefined {
    const line = { text: text.slice(0, evidenceLength), source: this.options.name, line: null, offset: null, receivedAtMs };
    const parsed = toParsedLine(line, receivedAtMs, sighting);
    return parsed.kind === 'observation' ? parsed.observation : undefined;
  }
}
