// Tells systemd how the service is (sd_notify(3)): that it is ready, in a line what it does, that it is alive, that it ends. Node has no unix
// datagram sockets, so `systemd-notify` sends: it is there wherever systemd is, knows abstract sockets, and waits until systemd has
// read the message. It is another process than ours, so the unit needs NotifyAccess=all.
import { execFile } from 'node:child_process';
import type { Log } from '../core/log.ts';

export interface SystemdOptions {
  /** Of the process: NOTIFY_SOCKET and WATCHDOG_USEC are used. */
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Whether the service still works; the event loop has had its turn when this is asked. */
  isAlive: () => boolean;
  /** The line of `systemctl status`, told when it has changed. */
  status: () => string;
}

const notifyTimeoutMs = 10_000;
/** How often the line is looked at when there is no watchdog. */
const statusMs = 15_000;

/** Everything is a no-op where systemd does not ask to be told. */
export class Systemd {
  private readonly options: SystemdOptions;
  private readonly watchdog: boolean;
  private readonly periodMs: number;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  private queued = 0;
  private said = '';
  private failing = false;

  constructor(options: SystemdOptions) {
    this.options = options;
    const watchdogUsec = Number(options.env['WATCHDOG_USEC'] ?? 0);
    this.watchdog = watchdogUsec > 0;
    // Half of what is allowed (sd_watchdog_enabled(3)).
    this.periodMs = this.watchdog ? Math.max(1, Math.floor(watchdogUsec / 2_000)) : statusMs;
  }

  /** Call when the service listens and follows its sources, or from the start of a long catch-up on. */
  async ready(): Promise<void> {
    if (!this.isWanted || this.timer) return;
    this.timer = setInterval(() => void this.beat(), this.periodMs).unref();
    await this.send(['READY=1', ...this.news(), ...this.ping()]);
  }

  /** Call before the sources are stopped. From here on systemd counts TimeoutStopSec. */
  async stopping(): Promise<void> {
    clearInterval(this.timer);
    await this.send(['STOPPING=1', 'STATUS=reading what is left, then ending']);
  }

  private get isWanted(): boolean {
    return Boolean(this.options.env['NOTIFY_SOCKET']);
  }

  private async beat(): Promise<void> {
    const words = [...this.ping(), ...this.news()];
    // One that still waits for an answer says enough; they must not pile up.
    if (words.length > 0 && this.queued === 0) await this.send(words);
  }

  private ping(): string[] {
    return this.watchdog && this.options.isAlive() ? ['WATCHDOG=1'] : [];
  }

  private news(): string[] {
    const line = this.options.status().replaceAll(/\s+/g, ' ');
    if (line === this.said) return [];
    this.said = line;
    return [`STATUS=${line}`];
  }

  /** In order, one process at a time. */
  private async send(words: string[]): Promise<void> {
    if (!this.isWanted) return;
    this.queued++;
    this.sending = this.sending.then(() => this.run(words)).finally(() => this.queued--);
    await this.sending;
  }

  private async run(words: string[]): Promise<void> {
    const { env, log } = this.options;
    const error = await new Promise<Error | null>((resolve) => {
      execFile('systemd-notify', words, { env, timeout: notifyTimeoutMs }, resolve);
    });
    if (error && !this.failing) log.warn(`systemd can't be told ${words[0]}: ${error.message.trim()}`);
    this.failing = error !== null;
  }
}

/** What `systemctl status` shows: how many machines are in which state, and what is wrong. */
export function statusLine({ statuses, troubles }: { statuses: readonly string[]; troubles: readonly string[] }): string {
  const counts = Map.groupBy(statuses, (status) => status);
  const machines = [...counts].map(([status, { length }]) => `${length} ${status}`).join(', ') || 'no machine seen yet';
  return troubles.length === 0 ? machines : `${machines}; trouble: ${troubles.join('; ')}`;
}
