// Reports the state of the service to systemd (sd_notify(3)): ready, status line, watchdog, stopping. Node.js has no Unix datagram sockets, so
// `systemd-notify` sends the messages: it is installed wherever systemd is, supports abstract sockets, and waits until systemd has read the
// message. It is a separate process, so the unit needs NotifyAccess=all.
import { execFile } from 'node:child_process';
import type { Log } from '../core/log.ts';

export interface SystemdOptions {
  /** Environment of the process: NOTIFY_SOCKET and WATCHDOG_USEC are used. */
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Whether the service is still working; called from the event loop, so that a blocked loop sends no watchdog message. */
  isAlive: () => boolean;
  /** The status line of `systemctl status`, sent when it changes. */
  status: () => string;
}

const notifyTimeoutMs = 10_000;
/** Interval at which the status line is updated if there is no watchdog. */
const statusMs = 15_000;

/** All methods are no-ops if the service was not started by systemd with Type=notify. */
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
    // Half of the watchdog time, as sd_watchdog_enabled(3) recommends.
    this.periodMs = this.watchdog ? Math.max(1, Math.floor(watchdogUsec / 2_000)) : statusMs;
  }

  /** Call once the service listens and follows its sources, or at the start of a long catch-up. */
  async ready(): Promise<void> {
    if (!this.isWanted || this.timer) return;
    this.timer = setInterval(() => void this.beat(), this.periodMs).unref();
    await this.send(['READY=1', ...this.news(), ...this.ping()]);
  }

  /** Call before the sources are stopped. From here on systemd counts TimeoutStopSec. */
  async stopping(): Promise<void> {
    clearInterval(this.timer);
    await this.send(['STOPPING=1', 'STATUS=draining sources before exit']);
  }

  private get isWanted(): boolean {
    return Boolean(this.options.env['NOTIFY_SOCKET']);
  }

  private async beat(): Promise<void> {
    const words = [...this.ping(), ...this.news()];
    // If one is still waiting for an answer, send no more: they must not pile up.
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
    if (error && !this.failing) log.warn(`cannot notify systemd of ${words[0]}: ${error.message.trim()}`);
    this.failing = error !== null;
  }
}

/** The status line: how many machines are in which state, and what is wrong. */
export function statusLine({ statuses, troubles }: { statuses: readonly string[]; troubles: readonly string[] }): string {
  const counts = Map.groupBy(statuses, (status) => status);
  const machines = [...counts].map(([status, { length }]) => `${length} ${status}`).join(', ') || 'no machine seen yet';
  return troubles.length === 0 ? machines : `${machines}; trouble: ${troubles.join('; ')}`;
}
