// Polls a server: one round at a time, with a pause after each. After failures the pause grows, with random jitter, so that many clients of the same
// server do not return at the same moment.
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from './api-error.ts';

export interface PollerOptions {
  /** One round. An error it rejects with becomes the trouble. `signal` aborts it when the source is stopped. */
  poll: (signal: AbortSignal) => Promise<void>;
  everyMs: number;
  /** Longest pause after an error. */
  longestMs?: number | undefined;
  nowMs: () => number;
  /** Called when rounds begin to fail, when the reason changes, and with null when one succeeds again. */
  onTrouble: (trouble: string | null) => void;
  /** Resolves after `ms`, or rejects when aborted. */
  wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** From 0 to below 1. */
  random?: (() => number) | undefined;
}

const usual = {
  longestMs: 300_000,
  wait: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }),
  random: Math.random,
};

export class Poller {
  readonly counters = { polls: 0, failedPolls: 0 };
  /** What is wrong and since when; null if nothing is. */
  trouble: string | null = null;
  /** When a round last succeeded, epoch milliseconds. */
  lastPollAtMs: number | null = null;
  private readonly options: PollerOptions;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private failures = 0;
  private reason: string | null = null;
  private since = '';

  constructor(options: PollerOptions) {
    this.options = options;
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** The first round begins at once. */
  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when no round is running any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Runs one round. Returns the delay before the next, in milliseconds. */
  async pollOnce(): Promise<number> {
    const { poll, everyMs } = this.options;
    this.counters.polls++;
    try {
      await poll(this.stopping.signal);
    } catch (error) {
      return this.isStopped ? everyMs : this.fail(error as Error);
    }
    this.failures = 0;
    this.lastPollAtMs = this.options.nowMs();
    this.tell(null);
    return everyMs;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!this.isStopped) {
      const pauseMs = await this.pollOnce();
      // Rejects only on stop.
      await (this.options.wait ?? usual.wait)(pauseMs, signal).catch(() => {});
    }
  }

  private fail(error: Error): number {
    this.counters.failedPolls++;
    this.failures++;
    this.tell(error.message);
    const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    return Math.max(this.pauseMs(), Math.min(asked, this.longestMs));
  }

  private get longestMs(): number {
    return Math.max(this.options.longestMs ?? usual.longestMs, this.options.everyMs);
  }

  /** Doubles with each failure; randomly between half of that and all of it. Never less than the usual pause. */
  private pauseMs(): number {
    const { everyMs, random = usual.random } = this.options;
    const most = Math.min(everyMs * 2 ** Math.min(this.failures, 30), this.longestMs);
    return Math.max(everyMs, most * (0.5 + random() / 2));
  }

  private tell(reason: string | null): void {
    if (reason === this.reason || this.isStopped) return;
    if (this.reason === null) this.since = new Date(this.options.nowMs()).toISOString();
    this.reason = reason;
    this.trouble = reason === null ? null : `${reason}; since ${this.since}`;
    this.options.onTrouble(this.trouble);
  }
}
