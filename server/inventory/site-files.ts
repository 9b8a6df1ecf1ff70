// The files and commands of a site, as its providers see them: below a root that may be another one than ours, with what was read
// remembered, so that somebody can watch it.
import { access, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '../settings/settings-error.ts';
import { runCommand } from './run-command.ts';

export interface SiteOptions {
  /** Where `/` is. Commands run below the true one only. */
  root?: string | undefined;
  /** After which a command is ended. */
  limitSeconds?: number | undefined;
}

export class SiteFiles {
  /** Files and folders that were asked for, whether they are there or not. */
  readonly seen = new Set<string>();
  private readonly root: string;
  private readonly limitSeconds: number;

  constructor({ root = '/', limitSeconds = 60 }: SiteOptions = {}) {
    this.root = root;
    this.limitSeconds = limitSeconds;
  }

  async exists(path: string): Promise<boolean> {
    return access(this.real(path)).then(
      () => true,
      () => false,
    );
  }

  /** The same, of one that somebody waits for. */
  async isThere(path: string): Promise<boolean> {
    this.seen.add(this.real(path));
    return this.exists(path);
  }

  async isFolder(path: string): Promise<boolean> {
    return stat(this.real(path)).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }

  /** Throws a SettingsError when it can't be read. `by`: the `file:line` that names it. */
  async text(path: string, by?: string): Promise<string> {
    return this.reading(path, by, (real) => readFile(real, 'utf8'));
  }

  /** Where the file really is, for those who read it themselves. */
  opened(path: string): string {
    this.seen.add(this.real(path));
    return this.real(path);
  }

  /** The text; undefined when there is no such file. */
  async textIfThere(path: string): Promise<string | undefined> {
    return (await this.isThere(path)) ? this.text(path) : undefined;
  }

  /** Names in a folder, sorted. */
  async names(folder: string, by?: string): Promise<string[]> {
    return this.reading(folder, by, async (real) => (await readdir(real)).toSorted());
  }

  /** What the command prints. Throws a SettingsError when it fails or takes too long. */
  async output(command: string, args: readonly string[]): Promise<string> {
    if (this.root !== '/') throw new SettingsError([`${command}: is not run below ${this.root}`]);
    return runCommand(command, args, this.limitSeconds);
  }

  private async reading<T>(path: string, by: string | undefined, read: (real: string) => Promise<T>): Promise<T> {
    const real = this.real(path);
    this.seen.add(real);
    try {
      return await read(real);
    } catch (error) {
      throw new SettingsError([`${by === undefined ? '' : `${by}: `}${path}: can't be read: ${reasonOf(error)}`]);
    }
  }

  private real(path: string): string {
    return this.root === '/' ? path : join(this.root, path);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    { ENOENT: 'it does not exist', EACCES: 'permission denied', EISDIR: 'it is a folder', ENOTDIR: 'it is no folder' }[code ?? ''] ??
    message
  );
}
