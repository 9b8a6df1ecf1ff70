// One log as a daemon and logrotate treat it: lines in pieces, renamed while the daemon still writes to it, deleted, copied and emptied. Beside
// it stands an undisturbed copy with every line once.
import { appendFileSync, closeSync, ftruncateSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { RotatedFiles, type RotatedFilesOptions } from './rotated-files.ts';

export interface WrittenLogOptions extends RotatedFilesOptions {
  /** Where the undisturbed copy goes. */
  copy: string;
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
  private readonly rotated: RotatedFiles;

  constructor(options: WrittenLogOptions) {
    this.options = options;
    this.lastAtMs = options.beganAtMs;
    this.rotated = new RotatedFiles(options);
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
    this.rotated.allRead({ newest: this.linesToOld === null });
  }

  /** Renames it; the daemon writes `linesToOld` more lines before it opens the new one. Not while it still writes to an older one. */
  rotate(linesToOld: number): boolean {
    if (this.linesToOld !== null) return false;
    this.rotated.rename();
    this.linesToOld = linesToOld;
    if (!this.midLine && linesToOld === 0) this.openNew();
    return true;
  }

  /** Compresses a rotated file of which every line has been read. */
  compress(): boolean {
    return this.rotated.compress();
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
    this.rotated.copy();
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
}
