// The rotated siblings of a log: their names, which of them were read to their end, and logrotate's compression.
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface RotatedFilesOptions {
  /** Of the log itself. */
  path: string;
  naming: 'number' | 'date';
}

export class RotatedFiles {
  private readonly options: RotatedFilesOptions;
  private rotations = 0;
  /** Numbers of the rotations whose files were read to their end. */
  private readonly done = new Set<number>();
  /** Number of each file's rotation, by its present path. */
  private readonly numbers = new Map<string, number>();

  constructor(options: RotatedFilesOptions) {
    this.options = options;
  }

  rename(): void {
    this.makeRoom();
    const name = this.nextName();
    renameSync(this.options.path, name);
    this.numbers.set(name, ++this.rotations);
  }

  copy(): void {
    this.makeRoom();
    copyFileSync(this.options.path, this.nextName());
    this.rotations++;
  }

  /** All that was written has been read. `newest`: nothing more is written to the newest of them. */
  allRead({ newest }: { newest: boolean }): void {
    for (let number = 1; number < this.rotations + (newest ? 1 : 0); number++) this.done.add(number);
  }

  /** False when there is none that was read. */
  compress(): boolean {
    const [path, number] = [...this.numbers].find(([other, n]) => this.done.has(n) && !other.endsWith('.gz')) ?? [];
    if (path === undefined || number === undefined) return false;
    const { atime, mtime } = statSync(path);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    // gzip and logrotate keep the times.
    utimesSync(`${path}.gz`, atime, mtime);
    rmSync(path);
    this.numbers.delete(path);
    this.numbers.set(`${path}.gz`, number);
    return true;
  }

  private nextName(): string {
    const { path, naming } = this.options;
    return naming === 'number' ? `${path}.1` : `${path}-20261121-${String(this.rotations + 1).padStart(4, '0')}`;
  }

  /** log.1 becomes log.2 and so on, the oldest first. */
  private makeRoom(): void {
    const { path, naming } = this.options;
    if (naming === 'date') return;
    const siblings = readdirSync(dirname(path)).flatMap((name) => {
      const [, number, ending = ''] =
        /^\.(\d+)(\.gz)?$/.exec(name.startsWith(basename(path)) ? name.slice(basename(path).length) : '') ?? [];
      return number === undefined ? [] : [{ from: join(dirname(path), name), number: Number(number), ending }];
    });
    for (const { from, number, ending } of siblings.toSorted((a, b) => b.number - a.number))
      this.move(from, `${path}.${number + 1}${ending}`);
  }

  private move(from: string, to: string): void {
    if (existsSync(to)) throw new Error(`${to} is there already`);
    renameSync(from, to);
    const number = this.numbers.get(from);
    this.numbers.delete(from);
    if (number !== undefined) this.numbers.set(to, number);
  }
}
