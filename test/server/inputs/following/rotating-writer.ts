// A daemon and its logrotate for tests: writes numbered lines to a log and rotates it in every way, with times of change of its own, so
// that the file system's coarse clock plays no part.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';

export class RotatingWriter {
  readonly path: string;
  /** Every complete line, in the order of writing. */
  readonly written: string[] = [];
  /** Lines that were taken away before anybody had to have read them. */
  readonly mayBeLost = new Set<string>();
  seconds = 1_000;
  private half = '';
  private inFile: string[] = [];
  private readonly random: () => number;

  constructor(path: string, random: () => number) {
    this.path = path;
    this.random = random;
    writeFileSync(path, '');
    this.touch(path);
  }

  append(path = this.path, count = 1 + Math.floor(this.random() * 5)): void {
    const lines = Array.from({ length: count }, (_, i) => `line ${this.written.length + i} ${'x'.repeat(this.random() * 200)}`);
    if (path === this.path && this.half) lines[0] = this.half + lines[0];
    this.write(path, `${lines.join('\n')}\n`.slice(path === this.path ? this.half.length : 0));
    if (path === this.path) this.half = '';
    this.written.push(...lines);
    if (path === this.path) this.inFile.push(...lines);
  }

  appendHalf(): void {
    if (this.half) return;
    this.half = `line ${this.written.length} half `;
    this.write(this.path, this.half);
  }

  rename(): void {
    this.complete();
    this.shift();
    renameSync(this.path, `${this.path}.1`);
    if (this.random() < 0.3) this.append(`${this.path}.1`);
    this.create();
    if (this.random() < 0.5) this.append(`${this.path}.1`);
  }

  /** `window`: lines are written between the copy and the truncation. */
  copyTruncate(window: boolean): void {
    this.complete();
    this.shift();
    copyFileSync(this.path, `${this.path}.1`);
    this.touch(`${this.path}.1`);
    const before = this.inFile.length;
    if (window) this.append();
    for (const line of this.inFile.slice(before)) this.mayBeLost.add(line);
    this.empty();
  }

  truncate(): void {
    this.complete();
    for (const line of this.inFile) this.mayBeLost.add(line);
    this.empty();
    if (this.random() < 0.5) this.append();
  }

  recreate(): void {
    this.complete();
    for (const line of this.inFile) this.mayBeLost.add(line);
    rmSync(this.path);
    this.create();
  }

  /** Compresses what nobody writes to any more. */
  compress(): void {
    for (let n = 2; existsSync(`${this.path}.${n}`) || this.packedAs(n); n++) {
      const path = `${this.path}.${n}`;
      if (!existsSync(path)) continue;
      const { mtimeMs } = statSync(path);
      const [packed, bytes] =
        this.random() < 0.5 ? [`${path}.gz`, gzipSync(readFileSync(path))] : [`${path}.zst`, zstdCompressSync(readFileSync(path))];
      writeFileSync(packed, bytes);
      utimesSync(packed, mtimeMs / 1000, mtimeMs / 1000);
      rmSync(path);
    }
  }

  /** Ends a half line. */
  complete(): void {
    if (this.half) this.append(this.path, 1);
  }

  private write(path: string, text: string): void {
    appendFileSync(path, text);
    this.touch(path);
  }

  private create(): void {
    writeFileSync(this.path, '');
    this.touch(this.path);
    this.inFile = [];
  }

  private empty(): void {
    truncateSync(this.path);
    this.touch(this.path);
    this.inFile = [];
  }

  private shift(): void {
    let last = 0;
    while (this.packedAs(last + 1) !== undefined) last++;
    for (let n = last; n > 0; n--) {
      const ending = this.packedAs(n) ?? '';
      renameSync(`${this.path}.${n}${ending}`, `${this.path}.${n + 1}${ending}`);
    }
  }

  private packedAs(n: number): string | undefined {
    return ['', '.gz', '.zst'].find((ending) => existsSync(`${this.path}.${n}${ending}`));
  }

  private touch(path: string): void {
    this.seconds++;
    utimesSync(path, this.seconds, this.seconds);
  }
}
