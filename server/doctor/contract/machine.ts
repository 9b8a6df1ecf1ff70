// The examined machine: this one, or the files under another root (an image, a test). Read-only.
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SiteFiles } from '../../inventory/site-files.ts';

export interface Process {
  name: string;
  /** Without argv[0], which is the name. */
  args: readonly string[];
}

/** How much of the end of a log is examined. */
const tailBytes = 64 * 1024;

export class Machine {
  readonly root: string;
  readonly files: SiteFiles;
  private found: Promise<Process[]> | undefined;

  constructor(root = '/') {
    this.root = root;
    this.files = new SiteFiles({ root, limitSeconds: 10 });
  }

  /** Whether it is the machine we run on, with its ports and clock. */
  get isThisOne(): boolean {
    return this.root === '/';
  }

  /** The local path of a path on the machine. */
  real(path: string): string {
    return this.isThisOne ? path : join(this.root, path);
  }

  /** The text; empty if it does not exist or cannot be read. */
  async textOr(path: string, fallback = ''): Promise<string> {
    return this.files.text(path).catch(() => fallback);
  }

  /** Names in a folder; none if it does not exist or cannot be read. */
  async namesIn(folder: string): Promise<string[]> {
    return this.files.names(folder).catch(() => []);
  }

  async processes(): Promise<Process[]> {
    this.found ??= this.readProcesses();
    return this.found;
  }

  /** Processes with one of these names. */
  async running(...names: readonly string[]): Promise<Process[]> {
    return (await this.processes()).filter(({ name }) => names.includes(name));
  }

  /** Which of these units systemd starts at boot. */
  async enabledAmong(units: readonly string[]): Promise<string | undefined> {
    const folders = (await this.namesIn('/etc/systemd/system')).filter((name) => name.endsWith('.wants'));
    const links = await Promise.all(folders.map((folder) => this.namesIn(`/etc/systemd/system/${folder}`)));
    const enabled = new Set(links.flat().map((link) => link.replace(/\.(?:service|socket)$/, '')));
    return units.find((unit) => enabled.has(unit));
  }

  /** Whether one of these runs, or systemd starts one of the units at boot. */
  async uses({ processes, units }: { processes: readonly string[]; units: readonly string[] }): Promise<boolean> {
    return (await this.running(...processes)).length > 0 || (await this.enabledAmong(units)) !== undefined;
  }

  /** The last complete lines of a log; undefined if it cannot be read. */
  async lastLines(path: string): Promise<string[] | undefined> {
    try {
      await using file = await open(this.real(path));
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(tailBytes), 0, tailBytes, Math.max(0, size - tailBytes));
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
      return lines.slice(size > tailBytes ? 1 : 0).filter((line) => line.trim() !== '');
    } catch {
      return undefined;
    }
  }

  /** Modification time; undefined if it does not exist. */
  async changedAtMs(path: string): Promise<number | undefined> {
    return stat(this.real(path)).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
  }

  private async readProcesses(): Promise<Process[]> {
    const ids = (await readdir(this.real('/proc')).catch(() => [])).filter((name) => /^\d+$/.test(name));
    const all = await Promise.all(ids.map((id) => this.textOr(`/proc/${id}/cmdline`)));
    return all.flatMap((text) => {
      const [command = '', ...args] = text.split('\0').filter((word) => word !== '');
      // nginx and others write over their command line: `nginx: master process /usr/sbin/nginx`.
      const name = basename(command.split(/:? /)[0] ?? '');
      return name === '' ? [] : [{ name, args }];
    });
  }
}
