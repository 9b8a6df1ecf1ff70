// The health channel as a source: subscribes to an MQTT broker and pushes messages of installers and installed systems to the queue. A message is
// acknowledged once its result is stored; until then the broker keeps it. Reconnects automatically. Retained messages are ignored as outdated.
import type { IClientOptions, IConnackPacket, IPublishPacket, MqttClient } from 'mqtt';
import { MqttAcks } from './acks.ts';
import type { MqttLogin } from './login.ts';
import { MqttMessages } from './messages.ts';
import { explainMqttError, withoutPassword } from './trouble.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

export interface MqttSourceOptions {
  name: string;
  url: string;
  /** First level of the topics; messages arrive on it and on its direct children. */
  topic: string;
  login: MqttLogin;
  /** Identifies our session at the broker: the same at every start, and unique among clients. */
  clientId: string;
  /** Default: 4 (MQTT 3.1.1). */
  protocolVersion?: 4 | 5 | undefined;
  /** Shortest and longest delay between connection attempts. */
  retryMs?: { shortest: number; longest: number };
  /** Time `stop` waits for messages in progress to be stored and acknowledged. */
  drainMs?: number;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
}

const connectTimeoutMs = 10_000;
/** An MQTT 5 broker drops the session after a week offline; 3.1.1 brokers have their own setting. */
const sessionExpirySeconds = 7 * 86_400;
/** Makes mqtt.js continue without acknowledging, see `take`. */
const acknowledgedLater = new Error('acknowledged later');

export class MqttSource implements Source {
  readonly name: string;
  private readonly options: MqttSourceOptions;
  private readonly messages: MqttMessages;
  private readonly acks = new MqttAcks((messageId) => this.acknowledge(messageId));
  private readonly counters = { connects: 0, failedTries: 0, retained: 0, repeated: 0, sessionsLost: 0 };
  private client: MqttClient | undefined;
  private trouble: string | null = 'not connected yet';
  private since: string | undefined;
  private stopped = false;

  constructor(options: MqttSourceOptions) {
    this.name = options.name;
    this.options = options;
    this.messages = new MqttMessages(options);
  }

  status(): SourceStatus {
    const counters = { ...this.counters, unacknowledged: this.acks.count };
    const alive = this.trouble === null && !this.stopped;
    return { name: this.name, type: 'mqtt', from: this.address, alive, trouble: this.trouble, ...this.messages.status(), counters };
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // A broker keeps no history; messages queued for this session arrive once the connection is up.
  }

  async follow(push: Push): Promise<void> {
    // Loaded only if the site has its own broker.
    const { connect } = await import('mqtt');
    if (this.stopped) return;
    const client = connect(this.options.url, this.clientOptions());
    this.client = client;
    client.on('connect', (connack) => this.subscribe(client, connack));
    client.on('reconnect', () => this.waitLonger(client));
    client.on('close', () => this.lose());
    client.on('error', (error) => this.tell(`cannot connect to the broker ${this.address}: ${explainMqttError(error)}`));
    // mqtt.js stops reading until this calls back: if the queue is full, the broker waits.
    client.handleMessage = (packet, callback) => {
      this.take(packet, push).then(() => callback(acknowledgedLater), callback);
    };
  }

  async stop(): Promise<void> {
    const { client, stopped } = this;
    this.stopped = true;
    if (!client || stopped) return;
    if (client.connected) await this.acks.idle(this.options.drainMs ?? 2_000);
    await client.endAsync(!client.connected);
  }

  private get address(): string {
    return withoutPassword(this.options.url);
  }

  private get retryMs(): { shortest: number; longest: number } {
    return this.options.retryMs ?? { shortest: 1_000, longest: 30_000 };
  }

  private clientOptions(): IClientOptions {
    const { login, clientId, protocolVersion = 4 } = this.options;
    return {
      ...login,
      clientId,
      protocolVersion,
      ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: sessionExpirySeconds } }),
      clean: false,
      connectTimeout: connectTimeoutMs,
      reconnectPeriod: this.retryMs.shortest,
      // A broker that refuses the connection now (starting up, or passwords being changed) may accept it later.
      reconnectOnConnackError: true,
      // Each connection subscribes again, see below.
      resubscribe: false,
    };
  }

  private subscribe(client: MqttClient, { sessionPresent }: IConnackPacket): void {
    this.counters.connects++;
    if (!sessionPresent) {
      this.acks.forget();
      if (this.counters.connects > 1) this.counters.sessionsLost++;
    }
    const { topic } = this.options;
    client.subscribeAsync([topic, `${topic}/+`], { qos: 1 }).then(
      () => this.isRead(client),
      (error: Error) => {
        if (!client.connected) return;
        this.tell(
          `the broker ${this.address} refuses the subscription to ${topic} and ${topic}/+ (${error.message}); check its access list`,
        );
        // Retried with the next connection.
        client.stream.destroy();
      },
    );
  }

  private isRead(client: MqttClient): void {
    client.options.reconnectPeriod = this.retryMs.shortest;
    this.tell(null);
  }

  private lose(): void {
    this.acks.interrupt();
    // The close event after a reported error adds nothing.
    if (this.trouble === null) this.tell(`the broker ${this.address} closed the connection`);
  }

  /** mqtt.js reads the delay before the next attempt from its options; this is called on each attempt. */
  private waitLonger(client: MqttClient): void {
    this.counters.failedTries++;
    client.options.reconnectPeriod = Math.min(2 * (client.options.reconnectPeriod ?? this.retryMs.shortest), this.retryMs.longest);
  }

  /**
   * Resolves when the next message may be delivered. mqtt.js handles one message at a time and would acknowledge it before the next, which would
   * require one store write per message. An error in the callback of `handleMessage` makes it continue without acknowledging, and the acknowledgement
   * is sent here.
   */
  private async take({ topic, payload, qos, retain, dup, messageId = 0 }: IPublishPacket, push: Push): Promise<void> {
    // Neither read nor acknowledged: the broker keeps it for the next start.
    if (this.stopped) return new Promise(() => {});
    const settle = qos === 0 ? () => {} : this.acks.expect({ topic, payload, messageId, dup });
    if (!settle) return void this.counters.repeated++;
    if (!retain) return this.messages.receive({ topic, payload }, push, settle);
    this.counters.retained++;
    settle();
  }

  /** PUBACK (MQTT 3.1.1, 3.4): four bytes, in MQTT 5 as well. */
  private acknowledge(messageId: number): void {
    if (this.client?.connected) this.client.stream.write(Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]));
  }

  private tell(trouble: string | null): void {
    if (this.stopped) return;
    if (trouble === null) this.since = undefined;
    else this.since ??= new Date(this.options.nowMs()).toISOString();
    const told = trouble === null ? null : `${trouble}; since ${this.since}`;
    if (told === this.trouble) return;
    this.trouble = told;
    this.options.onTrouble(told);
  }
}
