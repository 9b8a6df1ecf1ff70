// The clock as a source: says how far time has got, so that limits pass while no line comes. It stays a little behind, because a line may
// be read a moment after its machine did what it says.
import type { Push } from '../inputs/contract/source.ts';

/** How long a line may take from its daemon to us: rsyslog and apache buffer, and stamps have whole seconds. */
export const graceMs = 2_000;
/** How often it is looked whether the clock was set, and what time it is. */
const tickMs = 250;
/** A limit that passes before the next of these looks is told then; of many, those of so long together. */
const soonMs = 10;
/** Slewing is slower by far; what moves the clock more between two looks was a step, or the sleep of the host. */
const stepMs = 2_000;

export class LimitClock {
  private timer: NodeJS.Timeout | undefined;
  private readonly nowMs: () => number;
  private readonly steadyMs: () => number;
  private readonly nextDueMs: () => number | null;
  private stopped = false;
  /** How far the host's clock is ahead of the steady one. */
  private aheadMs: number;

  /** `steadyMs`: a clock that nobody sets. `nextDueMs`: when the next limit passes, as far as is known. */
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

  /** A step comes before the time that it leads to: nothing is late because a clock was set. */
  private async tick(push: Push): Promise<void> {
    const nowMs = this.nowMs();
    const aheadMs = nowMs - this.steadyMs();
    const byMs = aheadMs - this.aheadMs;
    this.aheadMs = aheadMs;
    if (Math.abs(byMs) >= stepMs) await push({ kind: 'clock-step', byMs });
    await push({ kind: 'time', nowMs: nowMs - graceMs });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
