// Requests that the inventory is read again: soon after one of its files was changed, created or deleted, and every few minutes, because commands,
// network file systems and targets of symbolic links do not report changes. Reads nothing itself.
import { statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Inventory } from './read-inventory.ts';

export interface InventoryWatchOptions {
  found: Inventory;
  /** Reads again, and returns what was found. Never rejects. */
  reread: () => Promise<Inventory>;
  settleMs?: number;
  everyMs?: number;
}

/** The timestamps of the kernel lag behind its clock by a tick. */
const tickMs = 20;
/** Editors and configuration management write several files at once. */
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

  /** Watches the files that were read for this inventory: includes change, and a folder may be replaced by one with the same name. */
  follow(inventory: Inventory): void {
    if (this.stopped) return;
    const wanted = new Set(inventory.readings.flatMap(({ files }) => files));
    const before = this.watchers;
    this.watchers = [...new Set([...wanted].flatMap((path) => [path, dirname(path)]))].flatMap((folder) => this.watch(folder, wanted));
    for (const watcher of before) watcher.close();
    if (hasChanged(inventory)) this.wake();
  }

  /** A file is watched through its folder, because editors replace it. A missing one is noticed there when it is created. */
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
    // A large file that changes all the time takes at most a twentieth of our time.
    this.settling ??= setTimeout(() => void this.reread(), Math.max(this.options.settleMs, 20 * this.tookMs));
  }

  private async reread(): Promise<void> {
    this.settling = undefined;
    const beganMs = performance.now();
    this.follow(await this.options.reread());
    this.tookMs = performance.now() - beganMs;
  }
}

/** Whether a file was written after it was read, but before it was watched. */
function hasChanged({ readings, readAtMs = Infinity }: Inventory): boolean {
  const files = readings.flatMap((reading) => reading.files);
  // A timestamp has fractions of a millisecond, our clock has not.
  const nowMs = Date.now() + 1;
  const writtenMs = files.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
  // A timestamp in the future is meaningless.
  return writtenMs.some((ms) => ms >= readAtMs - tickMs && ms <= nowMs);
}
