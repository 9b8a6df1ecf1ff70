// Publishes health messages as machines do, with QoS 1: each waits for the broker's acknowledgement, over as many connections as it takes.
// Beside that it keeps an undisturbed record of what was published.
import { appendFileSync, writeFileSync } from 'node:fs';
import mqtt, { type MqttClient } from 'mqtt';

const acknowledgedMs = 30_000;

export class Publisher {
  private readonly client: MqttClient;
  private readonly record: string;
  private inFlight: Promise<unknown> = Promise.resolve();
  private resume: (() => void) | undefined;
  private paused: Promise<void> | undefined;

  private readonly tell: () => void;

  /** `tell` is called with each message that goes out. */
  constructor(url: string, record: string, tell: () => void) {
    this.tell = tell;
    this.record = record;
    writeFileSync(record, '');
    this.client = mqtt.connect(url, { clientId: 'chaos-writer', clean: false, reconnectPeriod: 50, connectTimeout: 2_000 });
    // It comes back by itself.
    this.client.on('error', () => {});
  }

  /** The whole message of the old queue, with its time: told twice, it is the same. False when no broker took it. */
  async publish({ topic, payload, atMs }: { topic: string; payload: string; atMs: number }): Promise<boolean> {
    await this.paused;
    const whole = JSON.stringify({ payload, source: topic.split('/')[1], time: atMs / 1000 });
    appendFileSync(this.record, `${JSON.stringify({ timestamp: atMs / 1000, topic, payload: whole })}\n`);
    const sent = this.client.publishAsync(topic, whole, { qos: 1 }).then(
      () => true,
      () => false,
    );
    this.inFlight = sent;
    this.tell();
    return Promise.race([sent, new Promise<boolean>((resolve) => setTimeout(resolve, acknowledgedMs, false).unref())]);
  }

  /** Resolves when nothing is on its way; nothing is published until `goOn`. */
  async pause(): Promise<void> {
    this.paused ??= new Promise((resolve) => (this.resume = resolve));
    await this.inFlight;
  }

  goOn(): void {
    this.resume?.();
    this.paused = undefined;
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
