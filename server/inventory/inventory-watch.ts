// Asks for the inventory to be read again: soon after one of its files has changed, and every few minutes, because commands tell nobody of
// changes and network file systems neither. Reads nothing itself.
import { watch, type FSWatcher } from 'chokidar';
import type { Inventory } from './read-inventory.ts';

export interface InventoryWatchOptions {
  found: Inventory;
  /** Reads anew, and gives what was found. Never rejects. */
  reread: () => Promise<Inventory>;
  settleMs?: number;
  everyMs?: number;
}

/** An editor or a configuration system writes several files at once. */
const usual = { settleMs: 500, everyMs: 5 * 60_000 };

export class InventoryWatch {
  private readonly options: Required<InventoryWatchOptions>;
  private readonly watcher: FSWatcher;
  private watched = new Set<string>();
  private settling: NodeJS.Timeout | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(options: InventoryWatchOptions) {
    this.options = { ...usual, ...options };
    this.watcher = watch([], { ignoreInitial: true, depth: 0 })
      .on('all', () => this.wake())
      .on('error', () => {});
    this.follow(options.found);
    this.timer = setInterval(() => this.wake(), this.options.everyMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.settling);
    await this.watcher.close();
  }

  private wake(): void {
    this.settling ??= setTimeout(async () => {
      this.settling = undefined;
      this.follow(await this.options.reread());
    }, this.options.settleMs);
  }

  /** Watches what was read for this inventory, from here on: includes come and go. */
  follow({ readings }: Inventory): void {
    const wanted = new Set(readings.flatMap(({ files }) => files));
    if (this.watcher.closed) return;
    this.watcher.add([...wanted.difference(this.watched)]);
    this.watcher.unwatch([...this.watched.difference(wanted)]);
    this.watched = wanted;
  }
}
