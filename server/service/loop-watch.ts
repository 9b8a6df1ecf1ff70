// Whether the machines still take what the sources bring: looked at from outside, now and then, by what waits and what was done. Pure but for
// what it remembers of the last look; the caller has the clock.

export interface LoopSample {
  /** Items in the queue. */
  waiting: number;
  /** How many observations were ever processed. */
  processed: number;
  /** The store can't be written: then everybody waits, which is told elsewhere and is no reason to start anew. */
  storeTrouble: string | null;
}

const stuckAfterMs = 60_000;

export class LoopWatch {
  private last: LoopSample = { waiting: 0, processed: 0, storeTrouble: null };
  private movedAtMs: number | undefined;

  /** What is wrong, null when nothing is. */
  look(sample: LoopSample, nowMs: number): string | null {
    const { waiting, processed } = this.last;
    const moved = sample.waiting === 0 || sample.waiting < waiting || sample.processed !== processed || sample.storeTrouble !== null;
    this.last = sample;
    if (moved || this.movedAtMs === undefined) this.movedAtMs = nowMs;
    const stoodMs = nowMs - this.movedAtMs;
    if (stoodMs <= stuckAfterMs) return null;
    return `the machines have not gone on for ${Math.round(stoodMs / 1000)} s while ${sample.waiting} observations wait: restart the service, and report it with its log`;
  }
}
