// Which messages of the broker's session wait for their acknowledgement. Acknowledges in the order of arrival (MQTT 3.1.1, 4.6), each after
// what came of it is stored, and knows a message again that the broker sends a second time meanwhile.
import type { MqttMessage } from './messages.ts';

interface Waiting extends MqttMessage {
  messageId: number;
  settled: boolean;
  /** Number of the connection that it came on last. */
  connection: number;
}

export class MqttAcks {
  private readonly send: (messageId: number) => void;
  private waiting: Waiting[] = [];
  private wakeIdle: (() => void)[] = [];
  private connection = 0;

  /** `send` acknowledges on the connection that there is. */
  constructor(send: (messageId: number) => void) {
    this.send = send;
  }

  get count(): number {
    return this.waiting.length;
  }

  /** What settles the message; undefined when it is one that we had already, sent again after a reconnect. */
  expect(message: MqttMessage & { messageId: number; dup: boolean }): (() => void) | undefined {
    const known = message.dup ? this.waiting.find((entry) => isSame(entry, message)) : undefined;
    if (known) {
      known.connection = this.connection;
      this.sendSettled();
      return undefined;
    }
    // A broker sends what is unacknowledged again first, in its order: what has not come again by now never will.
    this.waiting = this.waiting.filter(({ connection }) => connection === this.connection);
    const { topic, payload, messageId } = message;
    const entry: Waiting = { topic, payload, messageId, settled: false, connection: this.connection };
    this.waiting.push(entry);
    return () => {
      entry.settled = true;
      this.sendSettled();
    };
  }

  /** The connection is gone: what waits is acknowledged when the broker sends it again, and not processed again. */
  interrupt(): void {
    this.connection++;
  }

  /** The broker has lost the session: its message ids now mean other messages. */
  forget(): void {
    this.waiting = [];
    this.tellIdle();
  }

  /** Resolves when nothing waits, or after `limitMs`. */
  async idle(limitMs: number): Promise<void> {
    if (this.waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.wakeIdle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private sendSettled(): void {
    const first = this.waiting.findIndex(({ settled, connection }) => !settled || connection !== this.connection);
    for (const { messageId } of this.waiting.splice(0, first === -1 ? this.waiting.length : first)) this.send(messageId);
    if (this.waiting.length === 0) this.tellIdle();
  }

  private tellIdle(): void {
    for (const wake of this.wakeIdle.splice(0)) wake();
  }
}

function isSame(known: Waiting, { topic, payload, messageId }: MqttMessage & { messageId: number }): boolean {
  return known.messageId === messageId && known.topic === topic && Buffer.from(known.payload).equals(Buffer.from(payload));
}
