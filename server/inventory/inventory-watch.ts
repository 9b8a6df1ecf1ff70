// Asks for the inventory to be read again: soon after one of its files has changed, come or gone, and every few minutes, because commands tell
// nobody of changes, and neither do network file systems and what symbolic links lead to. Reads nothing itself.
import { statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Inventory } from './read-inventory.ts';

export interface InventoryWatchOptions {
  found: Inventory;
  /** Reads anew, and gives what was found. Never rejects. */
  reread: () => Promise<Inventory>;
  settleMs?: number;
  everyMs?: number;
}

/** The kernel's stamps lag behind its clock by a tick. */
const tickMs = 20;
/** An editor or a configuration system writes several files at once. */
const usual = { settleMs: 500, everyMs: 5 * 60_000 };

export class InventoryWatch {
  private readonly options: Required<InventoryWatchOptions>;
  private watchers: FSWatcher[] = [];
  private settling: NodeJS.Timeout | undefined;
  private stopped = false;
  private tookMs = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(options: InventoryWatchOptions) {
    this.options = { ...usual, ...options };
    this.follow(options.found);
    this.timer = setInterval(() => this.wake(), this.options.everyMs).unref();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.settling);
    for (const watcher of this.watchers) watcher.close();
  }

  /** Watches what was read for this inventory from here on: includes come and go, and a folder may be another one under the same name. */
  follow(inventory: Inventory): void {
    if (this.stopped) return;
    const wanted = new Set(inventory.readings.flatMap(({ files }) => files));
    const before = this.watchers;
    this.watchers = [...new Set([...wanted].flatMap((path) => [path, dirname(path)]))].flatMap((folder) => this.watch(folder, wanted));
    for (const watcher of before) watcher.close();
    if (hasChanged(inventory)) this.wake();
  }

  /** A file is watched by its folder: editors put another one in its place. What is not there is seen to come by its own folder. */
  private watch(folder: string, wanted: ReadonlySet<string>): FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || wanted.has(folder) || wanted.has(join(folder, name))) this.wake();
      });
      return [watcher.on('error', () => {})];
    } catch {
      return [];
    }
  }

  private wake(): void {
    // A large file that changes all the time takes a twentieth of our time at the most.
    this.settling ??= setTimeout(() => void this.reread(), Math.max(this.options.settleMs, 20 * this.tookMs));
  }

  private async reread(): Promise<void> {
    this.settling = undefined;
    const beganMs = performance.now();
    this.follow(await this.options.reread());
    this.tookMs = performance.now() - beganMs;
  }
}

/** Whether a file was written after it was read, while nobody watched it. */
function hasChanged({ readings, readAtMs = Infinity }: Inventory): boolean {
  const files = readings.flatMap((reading) => reading.files);
  // A stamp has parts of a millisecond, our clock has none.
  const nowMs = Date.now() + 1;
  const writtenMs = files.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
  // A stamp of the future says nothing.
  return writtenMs.some((ms) => ms >= readAtMs - tickMs && ms <= nowMs);
}
