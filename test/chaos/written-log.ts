// One log as a daemon and logrotate treat it: lines in pieces, renamed while the daemon still writes to it, deleted, copied and emptied. Beside
// it stands an undisturbed copy with every line once.
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface WrittenLogOptions {
  path: string;
  /** Where the undisturbed copy goes. */
  copy: string;
  naming: 'number' | 'date';
  /** When the story begins. */
  beganAtMs: number;
}

export class WrittenLog {
  /** Lines since it was last known that all is read. */
  unread = 0;
  /** Time of the first of these. */
  unreadSinceMs = Infinity;
  lastAtMs: number;
  private readonly options: WrittenLogOptions;
  private file: number;
  /** The file was renamed, and so many more lines go to it before the new one is made. */
  private linesToOld: number | null = null;
  private midLine = false;
  /** Rotated files that were read to their end. */
  private readonly done = new Set<number>();
  private rotations = 0;
  /** Number of each rotated file's rotation, by its present path. */
  private readonly rotated = new Map<string, number>();

  constructor(options: WrittenLogOptions) {
    this.options = options;
    this.lastAtMs = options.beganAtMs;
    this.file = openSync(options.path, 'a');
    writeFileSync(options.copy, '');
  }

  /** `lines` in one write; cut in two at `cut` bytes when it is given, to be finished with `finish`. */
  write(lines: readonly string[], atMs: number, cut?: number): () => void {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const finish = (): void => {
      if (cut !== undefined) writeSync(this.file, bytes.subarray(cut));
      this.complete(lines, atMs);
    };
    writeSync(this.file, bytes.subarray(0, cut));
    this.midLine = true;
    if (cut === undefined) finish();
    return finish;
  }

  /** All that was written so far has been read. */
  allRead(): void {
    this.unread = 0;
    this.unreadSinceMs = Infinity;
    for (let n = 1; n < this.rotations || (n === this.rotations && this.linesToOld === null); n++) this.done.add(n);
  }

  /** Renames it; the daemon writes `linesToOld` more lines before it opens the new one. Not while it still writes to an older one. */
  rotate(linesToOld: number): boolean {
    if (this.linesToOld !== null) return false;
    this.rename();
    this.linesToOld = linesToOld;
    if (!this.midLine && linesToOld === 0) this.openNew();
    return true;
  }

  /** Compresses a rotated file of which every line has been read. */
  compress(): boolean {
    const old = [...this.rotated].find(([path, number]) => this.done.has(number) && !path.endsWith('.gz'));
    if (!old) return false;
    const [path, number] = old;
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    rmSync(path);
    this.rotated.delete(path);
    this.rotated.set(`${path}.gz`, number);
    return true;
  }

  /** Only when all is read: what is not, is lost. */
  deleteAndCreate(): boolean {
    if (this.linesToOld !== null || this.midLine) return false;
    rmSync(this.options.path);
    this.openNew();
    return true;
  }

  /** As logrotate's copytruncate: what was not read before is lost. */
  copyTruncate(): boolean {
    if (this.linesToOld !== null || this.midLine) return false;
    this.makeRoom();
    copyFileSync(this.options.path, this.nextName());
    this.rotations++;
    ftruncateSync(this.file);
    return true;
  }

  close(): void {
    closeSync(this.file);
  }

  private complete(lines: readonly string[], atMs: number): void {
    this.midLine = false;
    appendFileSync(this.options.copy, lines.map((line) => `${line}\n`).join(''));
    this.unread += lines.length;
    this.unreadSinceMs = Math.min(this.unreadSinceMs, atMs);
    this.lastAtMs = Math.max(this.lastAtMs, atMs);
    if (this.linesToOld === null) return;
    this.linesToOld -= lines.length;
    if (this.linesToOld <= 0) this.openNew();
  }

  private openNew(): void {
    closeSync(this.file);
    this.file = openSync(this.options.path, 'a');
    this.linesToOld = null;
  }

  private rename(): void {
    this.makeRoom();
    const name = this.nextName();
    renameSync(this.options.path, name);
    this.rotated.set(name, ++this.rotations);
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
    const number = this.rotated.get(from);
    this.rotated.delete(from);
    if (number !== undefined) this.rotated.set(to, number);
  }
}
