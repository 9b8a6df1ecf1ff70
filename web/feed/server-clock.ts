// The server's clock, told from the browser's and the offset that frames teach. Ages on the page count by it, once a second.

export class ServerClock {
  private readonly localNow: () => number;
  private offsetMs = 0;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(localNow: () => number = Date.now) {
    this.localNow = localNow;
  }

  /** Takes the server's time, ISO 8601, as it was when this frame was sent. */
  learn(serverTime: string): void {
    this.offsetMs = Date.parse(serverTime) - this.localNow();
  }

  /** Epoch milliseconds by the server's clock. */
  now = (): number => this.localNow() + this.offsetMs;

  /** The present second, epoch milliseconds: the same value until the next tick. */
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
