// Runs an output module of the site: passes the changes to it in order, one batch at a time, and waits for each. A failed batch is retried with
// increasing delays, without blocking the core. The position advances only when a batch is done. The module runs in this process: an error
// outside of these calls is an error of the service.
import type { Change } from '../../core/change.ts';
import type { Log } from '../../core/log.ts';
import type { Output, OutputFigures } from '../contract/output.ts';
import type { Past } from '../contract/past.ts';
import { Backlog } from './backlog.ts';
import type { PublicChange } from './public-change.ts';

/** The return value of `createOutput`. */
export interface SiteOutput {
  /** The changes are done when the returned promise resolves. */
  take: (changes: readonly PublicChange[]) => unknown;
  close?: () => unknown;
}

export interface ModuleOutputOptions {
  name: string;
  site: SiteOutput;
  past: Past | undefined;
  from: 'end' | 'beginning';
  batch: number;
  nowMs: () => number;
  log: Log;
  waits?: Waits;
}

export interface Waits {
  /** Delay before the first retry; doubled for each further one. */
  firstRetryMs: number;
  lastRetryMs: number;
  /** Calls that take longer are reported as trouble. */
  slowMs: number;
  /** How long shutdown waits for the last call. */
  closeMs: number;
}

const usualWaits: Waits = { firstRetryMs: 1_000, lastRetryMs: 60_000, slowMs: 60_000, closeMs: 5_000 };

export class ModuleOutput implements Output {
  readonly name: string;
  private readonly options: ModuleOutputOptions;
  private readonly waits: Waits;
  private readonly backlog: Backlog;
  private readonly counters = { delivered: 0, failures: 0 };
  private failure: string | null = null;
  /** The batch being delivered, or to be delivered next. */
  private batch: readonly PublicChange[] = [];
  private callSinceMs: number | null = null;
  private delivering: Promise<void> | undefined;
  private closing = false;
  private wake: () => void = () => {};

  constructor(options: ModuleOutputOptions) {
    this.name = options.name;
    this.options = options;
    this.waits = options.waits ?? usualWaits;
    this.backlog = new Backlog(options);
  }

  get trouble(): string | null {
    const { backlog, failure, name } = this;
    const lost = backlog.isFull && backlog.dropped > 0 ? `${backlog.dropped} changes were dropped, because there is no store` : null;
    const troubles = [failure ?? this.slowness, lost].filter((trouble) => trouble !== null);
    return troubles.length === 0 ? null : `output ${name}: ${troubles.join('; ')}`;
  }

  figures(): OutputFigures {
    const { dropped, waiting } = this.backlog;
    return { ...this.counters, dropped, waiting: waiting + this.batch.length };
  }

  start(): void {
    this.delivering ??= this.deliver();
  }

  take(change: Change): void {
    this.backlog.add(change);
    this.delivering ??= this.deliver();
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.wake();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.waits.closeMs)));
    await Promise.race([this.delivering, tooLong]);
    clearTimeout(timer);
    await this.options.site.close?.();
    const { waiting: changes } = this.figures();
    if (changes > 0 && !this.options.past)
      this.options.log.error({ output: this.name, changes }, 'changes were not delivered and are lost');
  }

  private get slowness(): string | null {
    const { callSinceMs, waits, options } = this;
    if (callSinceMs === null || options.nowMs() - callSinceMs <= waits.slowMs) return null;
    return `take has been running for more than ${waits.slowMs / 1000} s`;
  }

  private async deliver(): Promise<void> {
    // The changes of one turn of the event loop form one batch.
    await new Promise((resolve) => setImmediate(resolve));
    let retryMs = this.waits.firstRetryMs;
    while (this.hasBatch()) {
      if (await this.attempt()) retryMs = this.waits.firstRetryMs;
      else if (this.closing) break;
      else {
        await this.pause(retryMs);
        retryMs = Math.min(retryMs * 2, this.waits.lastRetryMs);
      }
    }
    // In the same turn as the check above: a later change starts a new delivery.
    this.delivering = undefined;
  }

  /** During shutdown, changes that are only in the store are left for the next start. */
  private hasBatch(): boolean {
    try {
      if (this.batch.length === 0) this.batch = this.backlog.next({ fromStore: !this.closing });
      return this.batch.length > 0;
    } catch (error) {
      this.fail('cannot read the store', error);
      return true;
    }
  }

  /** Whether the module took the batch. */
  private async attempt(): Promise<boolean> {
    if (this.batch.length === 0) return false;
    this.callSinceMs = this.options.nowMs();
    try {
      await this.options.site.take(this.batch);
      this.done();
      return true;
    } catch (error) {
      this.fail('take failed', error);
      return false;
    } finally {
      this.callSinceMs = null;
    }
  }

  private done(): void {
    const seq = Math.max(...this.batch.map((change) => ('seq' in change ? change.seq : 0)));
    if (seq > 0) this.options.past?.done(seq);
    this.counters.delivered += this.batch.length;
    this.batch = [];
    if (this.failure !== null) this.options.log.info(`output ${this.name}: working again`);
    this.failure = null;
  }

  private fail(what: string, error: unknown): void {
    this.counters.failures++;
    const failure = `${what}: ${error instanceof Error ? error.message : String(error)}; retrying`;
    if (failure !== this.failure) this.options.log.error(`output ${this.name}: ${failure}`);
    this.failure = failure;
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
