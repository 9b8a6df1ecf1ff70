// When summaries go out: what changed goes out at once, and what comes soon after in one frame, because a frame costs the same for one change
// as for ten.

const paceMs = 10;
/** To many clients less often, so that what a frame costs for each of them stays a small part of a core. */
const paceMsPerClient = 0.05;

export interface PaceOptions {
  /** Sends what is pending. */
  flush: () => void;
  isPending: () => boolean;
  clients: () => number;
}

export class Pace {
  private readonly options: PaceOptions;
  /** Runs from one frame to the next. */
  private timer: NodeJS.Timeout | undefined;

  constructor(options: PaceOptions) {
    this.options = options;
  }

  /** Together with the other changes of this turn, unless a frame has gone out just now. */
  flushSoon(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => this.over(), paceMs + paceMsPerClient * this.options.clients());
    queueMicrotask(this.options.flush);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private over(): void {
    this.timer = undefined;
    if (this.options.isPending()) this.flushSoon();
  }
}
