// Everything the service has opened, closed in reverse order. Nothing may keep the process alive: a full disk, an unreachable broker or a
// client that never disconnects costs a bounded time and a line in the log.
import type { Log } from '../core/log.ts';

/** Time limit for closing one part. */
const closeMs = 10_000;

export class Closers {
  private readonly closers: { name: string; close: () => Promise<unknown> }[] = [];
  private readonly log: Pick<Log, 'warn'>;
  private readonly limitMs: number;

  constructor(log: Pick<Log, 'warn'>, limitMs = closeMs) {
    this.log = log;
    this.limitMs = limitMs;
  }

  add(name: string, close: () => Promise<unknown>): void {
    this.closers.push({ name, close });
  }

  /** Resolves when everything is closed or has timed out. */
  async closeAll(): Promise<void> {
    for (let last = this.closers.pop(); last; last = this.closers.pop()) await this.close(last.name, last.close());
  }

  private async close(name: string, closing: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`did not end within ${this.limitMs} ms`), this.limitMs);
    });
    const done = closing.then(
      () => null,
      (error: Error) => error.message,
    );
    const trouble = await Promise.race([done, tooLong]);
    clearTimeout(timer);
    if (trouble !== null) this.log.warn(`${name}: ${trouble}`);
  }
}
