// Repeats a request whenever something has changed: one at a time, with a minimum gap, and always once more after the last change. No React,
// no network.

export interface PacedQuestionOptions {
  /** Resolves to whether there was an answer. */
  ask: () => Promise<boolean>;
  /** Minimum time from the start of one request to the start of the next. */
  gapMs: number;
  /** Time after a failed request until it is repeated. */
  retryMs: number;
}

export class PacedQuestion {
  private readonly options: PacedQuestionOptions;
  private wanted = false;
  private asking = false;
  private stopped = false;
  private askedAtMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PacedQuestionOptions) {
    this.options = options;
  }

  /** Something has changed. */
  wake(): void {
    this.wanted = true;
    this.plan(this.askedAtMs + this.options.gapMs - performance.now());
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private plan(waitMs: number): void {
    clearTimeout(this.timer);
    if (this.stopped || this.asking) return;
    if (waitMs > 0) this.timer = setTimeout(() => void this.askNow(), waitMs);
    else void this.askNow();
  }

  private async askNow(): Promise<void> {
    this.wanted = false;
    this.asking = true;
    this.askedAtMs = performance.now();
    const answered = await this.options.ask();
    this.asking = false;
    if (this.wanted) this.wake();
    else if (!answered) this.plan(this.options.retryMs);
  }
}
