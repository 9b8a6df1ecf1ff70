// Watches event processing from outside: is the queue being emptied? Compares samples of the queue's length and of the number of processed
// observations. Pure except for the last sample; the caller has the clock.

export interface LoopSample {
  /** Items in the queue. */
  waiting: number;
  /** Total number of observations processed. */
  processed: number;
  /** Set while the store cannot be written: everything waits then, which is reported elsewhere and is no reason to restart. */
  storeTrouble: string | null;
}

const stuckAfterMs = 60_000;

export class LoopWatch {
  private last: LoopSample = { waiting: 0, processed: 0, storeTrouble: null };
  private movedAtMs: number | undefined;

  /** What is wrong; null if nothing is. */
  look(sample: LoopSample, nowMs: number): string | null {
    const { waiting, processed } = this.last;
    const moved = sample.waiting === 0 || sample.waiting < waiting || sample.processed !== processed || sample.storeTrouble !== null;
    this.last = sample;
    if (moved || this.movedAtMs === undefined) this.movedAtMs = nowMs;
    const stoodMs = nowMs - this.movedAtMs;
    if (stoodMs <= stuckAfterMs) return null;
    return `event processing has made no progress for ${Math.round(stoodMs / 1000)} s while ${sample.waiting} observations wait; restart the service and report this with its log`;
  }
}
