// The health channel as a source: subscribes to an MQTT broker, embedded or not, and gives what installers and installed systems say
// to the queue. Reconnects by itself; a retained message is old news and is left alone.
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { readHealthMessage } from '../parsers/health.ts';
import { LineCounter } from './line-counter.ts';
import type { MqttLogin } from './mqtt-login.ts';
import type { Push, Source, SourceStatus, Timed } from './source.ts';

export interface MqttSourceOptions {
  name: string;
  url: string;
  /** First level of the topics; messages come on it and on its direct children. */
  topic: string;
  login: MqttLogin;
  clientId: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
}

const reconnectMs = 1_000;

export class MqttSource implements Source {
  readonly name: string;
  private readonly options: MqttSourceOptions;
  private readonly counter = new LineCounter();
  private readonly counters = { connects: 0, retained: 0 };
  private client: MqttClient | undefined;
  private trouble: string | null = 'not connected yet';
  private stopped = false;

  constructor(options: MqttSourceOptions) {
    this.name = options.name;
    this.options = options;
  }

  status(): SourceStatus {
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    const { name, counters, trouble } = this;
    const alive = trouble === null && !this.stopped;
    return {
      name,
      type: 'mqtt',
      from: withoutPassword(this.options.url),
      alive,
      trouble,
      lines,
      observations,
      odd,
      lastLineAtMs,
      oddExamples,
      counters,
    };
  }

  async *catchUp(): AsyncGenerator<Timed> {
    // A broker keeps no past to be put in order; what it queued for this session comes after the connection is up.
  }

  async follow(push: Push): Promise<void> {
    const client = mqtt.connect(this.options.url, this.clientOptions());
    this.client = client;
    client.on('connect', () => this.subscribe(client));
    // What an error told is not told again, in other words, with each try that follows.
    client.on('close', () => this.trouble ?? this.tell(`the broker ${withoutPassword(this.options.url)} can't be reached`));
    client.on('error', (error) => this.tell(`the broker ${withoutPassword(this.options.url)}: ${error.message || 'connection failed'}`));
    // mqtt.js acknowledges a message when this handler calls back: a full queue makes the broker wait.
    client.handleMessage = (packet, callback) => {
      this.receive(packet.topic, packet.payload, packet.retain, push).then(
        () => callback(),
        (error: Error) => callback(error),
      );
    };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.endAsync(true);
  }

  private clientOptions(): IClientOptions {
    const { login, clientId } = this.options;
    return {
      ...login,
      clientId,
      clean: false,
      reconnectPeriod: reconnectMs,
      // A broker that refuses us now (it is starting, or its passwords are being changed) may take us later.
      reconnectOnConnackError: true,
      // Each connection subscribes anew, see below.
      resubscribe: false,
    };
  }

  private subscribe(client: MqttClient): void {
    this.counters.connects++;
    const { topic } = this.options;
    client.subscribeAsync([topic, `${topic}/+`], { qos: 1 }).then(
      () => this.tell(null),
      (error: Error) => this.tell(`the broker refuses the subscription to ${topic}: ${error.message}`),
    );
  }

  private async receive(topic: string, payload: Buffer | string, retained: boolean, push: Push): Promise<void> {
    if (retained) {
      this.counters.retained++;
      return;
    }
    const receivedAtMs = this.options.nowMs();
    const read = readHealthMessage({ topic, topicRoot: this.options.topic, payload, receivedAtMs, source: this.name });
    this.counter.lines++;
    this.counter.lastLineAtMs = receivedAtMs;
    if ('odd' in read) return this.counter.countOdd(`${topic}: ${read.odd}`);
    this.counter.observations++;
    await push({ kind: 'observation', observation: read });
  }

  private tell(trouble: string | null): void {
    if (this.stopped || trouble === this.trouble) return;
    this.trouble = trouble;
    this.options.onTrouble(trouble);
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
