// The health channel of the embedded broker as a source: receives each message before it is acknowledged, and releases the acknowledgement when the
// result is stored. It needs no connection of its own.
import type { Broker } from './broker.ts';
import { MqttMessages, type MqttMessage } from './messages.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

export interface EmbeddedHealthOptions {
  name: string;
  /** First level of the topics; messages on other topics are ignored. */
  topic: string;
  broker: Broker;
  nowMs: () => number;
  /** Called with null once it is followed. */
  onTrouble: (trouble: string | null) => void;
}

export class EmbeddedHealth implements Source {
  readonly name: string;
  private readonly options: EmbeddedHealthOptions;
  private readonly messages: MqttMessages;
  private readonly followed = Promise.withResolvers<Push>();
  /** Messages that arrive before `follow` wait for it; they are dated by their arrival. */
  private readonly push: Push = async (item) => (await this.followed.promise)(item);
  private waiting = 0;
  private stopped = false;

  /** From now on publishers wait until `follow` processes their messages. */
  constructor(options: EmbeddedHealthOptions) {
    this.name = options.name;
    this.options = options;
    this.messages = new MqttMessages(options);
    options.broker.onPublish = (message) => this.take(message);
  }

  status(): SourceStatus {
    const { broker } = this.options;
    const counters = { ...broker.counters, clients: broker.clients(), unacknowledged: this.waiting };
    return {
      name: this.name,
      type: 'mqtt',
      from: `the embedded broker, port ${broker.port}`,
      alive: !this.stopped,
      trouble: null,
      ...this.messages.status(),
      counters,
    };
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // Nothing is kept: publishers resend unacknowledged messages.
  }

  async follow(push: Push): Promise<void> {
    this.followed.resolve(push);
    this.options.onTrouble(null);
  }

  /** Messages that arrive from now on are not acknowledged; those in progress still are. */
  async stop(): Promise<void> {
    this.stopped = true;
  }

  /** Resolves when the message may be acknowledged. */
  private async take(message: MqttMessage): Promise<void> {
    if (message.topic.split('/', 1)[0] !== this.options.topic) return;
    if (this.stopped) return new Promise(() => {});
    this.waiting++;
    await new Promise<void>((resolve, reject) => {
      this.messages.receive(message, this.push, resolve).catch(reject);
    });
    this.waiting--;
  }
}
