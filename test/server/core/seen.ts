// Things that come in one by one, and a promise for the first that a test waits for: what tests use where others sleep.

export class Seen<T> {
  readonly all: T[] = [];
  private waiting: { wanted: (item: T, all: readonly T[]) => boolean; resolve: (item: T) => void }[] = [];

  add(item: T): void {
    this.all.push(item);
    const met = this.waiting.filter(({ wanted }) => wanted(item, this.all));
    this.waiting = this.waiting.filter((waiter) => !met.includes(waiter));
    for (const { resolve } of met) resolve(item);
  }

  /** The first item for which `wanted` holds, of those that are there or come. */
  async until(wanted: (item: T, all: readonly T[]) => boolean): Promise<T> {
    for (const item of this.all) if (wanted(item, this.all)) return item;
    return this.next(wanted);
  }

  /** The first such item that comes from now on. */
  async next(wanted: (item: T, all: readonly T[]) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => this.waiting.push({ wanted, resolve }));
  }

  /** Resolves when there are so many. */
  async count(n: number): Promise<T[]> {
    if (this.all.length < n) await this.next((_, all) => all.length >= n);
    return this.all;
  }
}
