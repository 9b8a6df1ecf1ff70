// The clock as a source: says how far time has got, so that limits pass while no line comes. It stays a little behind, because a line may
// be read a moment after its machine did what it says.
import type { Push } from './source.ts';

/** How long a line may take from its daemon to us: rsyslog and apache buffer, and stamps have whole seconds. */
export const graceMs = 2_000;
const tickMs = 250;

export class LimitClock {
  private timer: NodeJS.Timeout | undefined;
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  start(push: Push): void {
    let busy = false;
    this.timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void push({ kind: 'time', nowMs: this.nowMs() - graceMs }).finally(() => (busy = false));
    }, tickMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
