// Keeps the order in which things happen: minutes of a story pass in seconds here, so before a line goes to one log the service must have read
// what came earlier in another. While it is down nobody needs to wait: at its start it puts what is there in the order of its times.
import { setTimeout as pause } from 'node:timers/promises';
import { isRead, logNames, markerLine, markerPayload, markerTopic, type LogName } from './markers.ts';
import type { Publisher } from './publisher.ts';
import type { Counts, ServiceState } from './talk.ts';
import type { WrittenLog } from './written-log.ts';

const readWithinMs = 15_000;
const lookEveryMs = 8;

export interface GateOptions {
  url: string;
  logs: Readonly<Record<LogName, WrittenLog>>;
  publisher: Publisher;
  counts: Counts;
}

export class Gate {
  state: ServiceState = 'down';
  /** Whether the service has been up once: only from then on it can know what it missed. */
  wasUp = false;
  private markers = 0;
  private words = 0;
  private readonly options: GateOptions;

  constructor(options: GateOptions) {
    this.options = options;
  }

  /** Before something of `atMs` is written to `target`. Waits unless the service is down. */
  async before(target: LogName | 'mqtt', atMs: number): Promise<void> {
    const { logs } = this.options;
    for (const name of logNames) if (name !== target && logs[name].unreadSinceMs < Math.floor(atMs / 1000) * 1000) await this.pass(name);
  }

  /** Whether the service is up and has read all of a log. */
  async pass(name: LogName): Promise<boolean> {
    if (this.state === 'down') return false;
    const log = this.options.logs[name];
    const number = ++this.markers;
    this.options.counts.markers++;
    log.write([markerLine(name, number, log.lastAtMs)], log.lastAtMs);
    const read = await this.wait(name, number);
    if (read) log.allRead();
    return read;
  }

  /** An installer's words on the health channel, different each time. */
  async say(atMs: number): Promise<void> {
    const { publisher, counts } = this.options;
    const payload = markerPayload(++this.words);
    counts.messages++;
    if (!(await publisher.publish({ topic: markerTopic, payload, atMs }))) counts.stuck.push(`${payload} was not acknowledged`);
  }

  /** Whether the service has got the last words. */
  async heard(): Promise<boolean> {
    return this.words === 0 || (await this.wait('mqtt', this.words));
  }

  /** False when the service went down meanwhile, or did not read it in time. */
  private async wait(source: LogName | 'mqtt', number: number): Promise<boolean> {
    const untilMs = Date.now() + readWithinMs;
    while (this.state !== 'down') {
      if (this.state === 'up' && (await isRead(this.options.url, source, number))) return true;
      if (Date.now() > untilMs) {
        this.options.counts.stuck.push(`${source}: marker ${number} was not read within ${readWithinMs / 1000} s`);
        return false;
      }
      await pause(lookEveryMs);
    }
    return false;
  }
}
