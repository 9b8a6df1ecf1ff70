// Shared by the sources of the health channel: turns a message into an observation in the queue, and counts it. Independent of the connection.
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
  /** First level of the topics; messages arrive on it and on its direct children. */
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
   * Resolves when the message is in the queue, or if it contains nothing for the queue. `done` is called once its result is stored, or at once if
   * there is none. A message without its own time is dated by its arrival here, however long the broker kept it.
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
    // One at a time, so that a full queue keeps their order.
    this.pushing = this.pushing.then(() => push(readingOf(read, { done })));
    await this.pushing;
  }

  status(): Pick<SourceStatus, 'lines' | 'observations' | 'odd' | 'lastLineAtMs' | 'position' | 'lagBytes' | 'oddExamples'> {
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    return { lines, observations, odd, lastLineAtMs, position: null, lagBytes: null, oddExamples };
  }
}
