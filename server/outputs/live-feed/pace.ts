// Determines when summaries are sent: a change is sent immediately, and those that follow soon after it in one frame, because a frame costs the
// same for one change as for ten.

const paceMs = 10;
/** With many clients frames are sent less often, so that they take only a small part of a core. */
const paceMsPerClient = 0.05;

export interface PaceOptions {
  /** Sends what is pending. */
  flush: () => void;
  isPending: () => boolean;
  clients: () => number;
}

export class Pace {
  private readonly options: PaceOptions;
  /** Set from one frame to the next. */
  private timer: NodeJS.Timeout | undefined;

  constructor(options: PaceOptions) {
    this.options = options;
  }

  /** Sends the changes of this turn of the event loop together; later if a frame has just been sent. */
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
