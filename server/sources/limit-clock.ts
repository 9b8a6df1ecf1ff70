// The clock as a source: says how far time has got, so that limits pass while no line comes. It stays a little behind, because a line may
// be read a moment after its machine did what it says.
import type { Push } from './source.ts';

/** How long a line may take from its daemon to us: rsyslog and apache buffer, and stamps have whole seconds. */
export const graceMs = 2_000;
const tickMs = 250;
/** Slewing is slower by far; what moves the clock more between two looks was a step, or the sleep of the host. */
const stepMs = 2_000;

export class LimitClock {
  private timer: NodeJS.Timeout | undefined;
  private readonly nowMs: () => number;
  private readonly steadyMs: () => number;
  /** How far the host's clock is ahead of the steady one. */
  private aheadMs: number;

  /** `steadyMs`: a clock that nobody sets. */
  constructor(nowMs: () => number, steadyMs: () => number = () => performance.now()) {
    this.nowMs = nowMs;
    this.steadyMs = steadyMs;
    this.aheadMs = nowMs() - steadyMs();
  }

  start(push: Push): void {
    let busy = false;
    this.timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void this.tick(push).finally(() => (busy = false));
    }, tickMs);
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
    clearInterval(this.timer);
  }
}
