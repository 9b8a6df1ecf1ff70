// The server's clock: the browser's clock plus the offset learnt from frames. The durations on the page use it and change once a second.

export class ServerClock {
  private readonly localNow: () => number;
  private offsetMs = 0;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(localNow: () => number = Date.now) {
    this.localNow = localNow;
  }

  /** Learns the offset from the server's time, ISO 8601, in a frame that has just arrived. */
  learn(serverTime: string): void {
    this.offsetMs = Date.parse(serverTime) - this.localNow();
  }

  /** Epoch milliseconds by the server's clock. */
  now = (): number => this.localNow() + this.offsetMs;

  /** The current second, epoch milliseconds: the same value until the next tick. */
  second = (): number => Math.floor(this.now() / 1000) * 1000;

  /** Calls back at every full second of the server's clock. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.plan();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  };

  private plan(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        for (const listener of this.listeners) listener();
        if (this.listeners.size > 0) this.plan();
      },
      1000 - (this.now() % 1000) + 1,
    );
  }
}
