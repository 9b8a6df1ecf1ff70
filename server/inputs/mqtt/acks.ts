// Tracks messages of the broker's session that await acknowledgement. Acknowledges in order of arrival (MQTT 3.1.1, 4.6), each once its result is
// stored, and recognises messages that the broker sends again in the meantime.
import type { MqttMessage } from './messages.ts';

interface Waiting extends MqttMessage {
  messageId: number;
  settled: boolean;
  /** Number of the connection on which it last arrived. */
  connection: number;
}

export class MqttAcks {
  private readonly send: (messageId: number) => void;
  private waiting: Waiting[] = [];
  private wakeIdle: (() => void)[] = [];
  private connection = 0;

  /** `send` acknowledges on the current connection. */
  constructor(send: (messageId: number) => void) {
    this.send = send;
  }

  get count(): number {
    return this.waiting.length;
  }

  /** Returns the callback that settles the message; undefined if it is a known message, sent again after a reconnect. */
  expect(message: MqttMessage & { messageId: number; dup: boolean }): (() => void) | undefined {
    const known = message.dup ? this.waiting.find((entry) => isSame(entry, message)) : undefined;
    if (known) {
      known.connection = this.connection;
      this.sendSettled();
      return undefined;
    }
    // A broker first resends unacknowledged messages, in order. Those not resent by now never will be.
    this.waiting = this.waiting.filter(({ connection }) => connection === this.connection);
    const { topic, payload, messageId } = message;
    const entry: Waiting = { topic, payload, messageId, settled: false, connection: this.connection };
    this.waiting.push(entry);
    return () => {
      entry.settled = true;
      this.sendSettled();
    };
  }

  /** The connection is lost: waiting messages are acknowledged when the broker resends them, and not processed again. */
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
