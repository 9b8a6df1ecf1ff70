// The clock as a source: it reports the time, so that limits expire even when no lines arrive. It lags a little behind, because a line may
// be read a moment after the event it describes.
import type { Push } from '../inputs/contract/source.ts';

/** Allowance for the delay between an event and its line: rsyslog and apache buffer, and timestamps have whole seconds. */
export const graceMs = 2_000;
/** Interval at which the clock is read and checked for a step. */
const tickMs = 250;
/** A limit that expires before the next tick gets a timer of its own; limits closer together than this share one. */
const soonMs = 10;
/** Slewing is much slower; a larger change between two ticks is a clock step or a suspend of the host. */
const stepMs = 2_000;

export class LimitClock {
  private timer: NodeJS.Timeout | undefined;
  private readonly nowMs: () => number;
  private readonly steadyMs: () => number;
  private readonly nextDueMs: () => number | null;
  private stopped = false;
  /** Offset of the host's clock from the steady clock, milliseconds. */
  private aheadMs: number;

  /** `steadyMs`: a monotonic clock. `nextDueMs`: when the next known limit expires. */
  constructor(nowMs: () => number, steadyMs: () => number = () => performance.now(), nextDueMs: () => number | null = () => null) {
    this.nowMs = nowMs;
    this.nextDueMs = nextDueMs;
    this.steadyMs = steadyMs;
    this.aheadMs = nowMs() - steadyMs();
  }

  start(push: Push): void {
    const inMs = Math.min(tickMs, Math.max(soonMs, (this.nextDueMs() ?? Infinity) + graceMs + 1 - this.nowMs()));
    this.timer = setTimeout(() => void this.beat(push), inMs);
  }

  private async beat(push: Push): Promise<void> {
    await this.tick(push);
    if (!this.stopped) this.start(push);
  }

  /** The step is pushed before the new time, so that setting the clock makes nothing late. */
  private async tick(push: Push): Promise<void> {
    const nowMs = this.nowMs();
    const aheadMs = nowMs - this.steadyMs();
    // The steady clock counts fractions; all times of runs are whole milliseconds.
    const byMs = Math.round(aheadMs - this.aheadMs);
    this.aheadMs = aheadMs;
    if (Math.abs(byMs) >= stepMs) await push({ kind: 'clock-step', byMs });
    await push({ kind: 'time', nowMs: nowMs - graceMs });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
