// The files and commands of a site, as its providers see them: below any root folder. Records what was read, so that it can be watched.
import { access, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '../settings/settings-error.ts';
import { runCommand } from './run-command.ts';

export interface SiteOptions {
  /** The root folder. Commands are run below `/` only. */
  root?: string | undefined;
  /** Time after which a command is killed. */
  limitSeconds?: number | undefined;
}

export class SiteFiles {
  /** Files and folders that were requested, whether they exist or not. */
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

  /** Whether the path exists. Records it, so that it is watched. */
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

  /** Throws a SettingsError if it cannot be read. `by`: the `file:line` that refers to it. */
  async text(path: string, by?: string): Promise<string> {
    return this.reading(path, by, (real) => readFile(real, 'utf8'));
  }

  /** The real path, for callers that read the file themselves. */
  opened(path: string): string {
    this.seen.add(this.real(path));
    return this.real(path);
  }

  /** The text; undefined if the file does not exist. */
  async textIfThere(path: string): Promise<string | undefined> {
    return (await this.isThere(path)) ? this.text(path) : undefined;
  }

  /** Names in a folder, sorted. */
  async names(folder: string, by?: string): Promise<string[]> {
    return this.reading(folder, by, async (real) => (await readdir(real)).toSorted());
  }

  /** The output of the command. Throws a SettingsError if it fails or takes too long. */
  async output(command: string, args: readonly string[]): Promise<string> {
    if (this.root !== '/') throw new SettingsError([`${command}: not run below ${this.root}`]);
    return runCommand(command, args, this.limitSeconds);
  }

  private async reading<T>(path: string, by: string | undefined, read: (real: string) => Promise<T>): Promise<T> {
    const real = this.real(path);
    this.seen.add(real);
    try {
      return await read(real);
    } catch (error) {
      throw new SettingsError([`${by === undefined ? '' : `${by}: `}${path}: cannot be read: ${reasonOf(error)}`]);
    }
  }

  private real(path: string): string {
    return this.root === '/' ? path : join(this.root, path);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    { ENOENT: 'it does not exist', EACCES: 'permission denied', EISDIR: 'it is a folder', ENOTDIR: 'it is not a folder' }[code ?? ''] ??
    message
  );
}
