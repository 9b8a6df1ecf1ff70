// A real systemd-journald of its own: its sockets and files lie in a scratch folder that is mounted over /run for it alone. For root only.
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

const daemon = '/lib/systemd/systemd-journald';

/** Whether one can be started here. */
export function hasJournald(): boolean {
  if (process.getuid?.() !== 0 || !existsSync(daemon)) return false;
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'run', '/run'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export class Journald {
  /** Where its files are. */
  readonly directory: string;
  private readonly sockets: string;
  private readonly child: ChildProcess;

  private constructor(folder: string) {
    this.directory = join(folder, 'journal');
    this.sockets = join(folder, 'sockets');
    for (const path of [this.directory, this.sockets]) mkdirSync(path);
    const steps = [
      'mount -t tmpfs run /run',
      'mkdir -p /run/log/journal /run/systemd/journal',
      `mount --bind "${this.directory}" /run/log/journal`,
      `mount --bind "${this.sockets}" /run/systemd/journal`,
      `exec ${daemon}`,
    ];
    this.child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', steps.join(' && ')], { stdio: 'ignore' });
  }

  /** Resolves when it takes messages. */
  static async start(folder: string): Promise<Journald> {
    const journald = new Journald(folder);
    await vi.waitFor(() => assert(existsSync(join(journald.sockets, 'dev-log'))));
    return journald;
  }

  /** Sends a message of that program, as a daemon does it; resolves when it is in the journal. */
  async log(program: string, message: string): Promise<void> {
    const logger = spawn('logger', ['--socket', join(this.sockets, 'dev-log'), '--tag', program, '--', message], { stdio: 'ignore' });
    assert.deepEqual(await once(logger, 'close'), [0, null]);
    await vi.waitFor(() => assert.equal(this.last(program), message));
  }

  private last(program: string): string {
    const args = ['--directory', this.directory, '--identifier', program, '--output', 'cat', '--lines', '1'];
    return execFileSync('journalctl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trimEnd();
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}
