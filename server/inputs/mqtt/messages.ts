// What the sources of the health channel share: from a message to an observation in the queue, counted. Knows no connection.
import { readHealthMessage } from '../health/health.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { readingOf } from '../../core/queue.ts';
import type { Push, SourceStatus } from '../contract/source.ts';

export interface MqttMessage {
  topic: string;
  payload: Buffer | string;
}

export interface MqttMessagesOptions {
  /** Name of the source, for the evidence. */
  name: string;
  /** First level of the topics; messages come on it and on its direct children. */
  topic: string;
  nowMs: () => number;
}

export class MqttMessages {
  private readonly options: MqttMessagesOptions;
  private readonly counter = new LineCounter();
  private pushing: Promise<void> = Promise.resolve();

  constructor(options: MqttMessagesOptions) {
    this.options = options;
  }

  /**
   * Resolves when the queue has it, or when there is nothing in it for the queue. `done` is called when what came of it is stored, and at
   * once when nothing can come of it. A message without a time of its own is dated by its arrival here, however long the broker kept it.
   */
  async receive({ topic, payload }: MqttMessage, push: Push, done: () => void): Promise<void> {
    const receivedAtMs = this.options.nowMs();
    const read = readHealthMessage({ topic, topicRoot: this.options.topic, payload, receivedAtMs, source: this.options.name });
    this.counter.lines++;
    this.counter.lastLineAtMs = receivedAtMs;
    if ('unparsed' in read) {
      this.counter.countOdd(`${topic}: ${read.unparsed}`);
      return done();
    }
    this.counter.observations++;
    // One at a time, so that a full queue lets them in in their order.
    this.pushing = this.pushing.then(() => push(readingOf(read, { done })));
    await this.pushing;
  }

  status(): Pick<SourceStatus, 'lines' | 'observations' | 'odd' | 'lastLineAtMs' | 'position' | 'lagBytes' | 'oddExamples'> {
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    return { lines, observations, odd, lastLineAtMs, position: null, lagBytes: null, oddExamples };
  }
}
