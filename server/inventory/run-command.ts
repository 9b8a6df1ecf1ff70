// Runs the command of another inventory, without a shell. A command that hangs is killed together with its children.
import { spawn } from 'node:child_process';
import { SettingsError } from '../settings/settings-error.ts';

/** 10,000 machines are a few MiB. */
const mostBytes = 256 * 1024 * 1024;

/** Its stdout. Throws a SettingsError with the reason if it cannot be started, fails, exceeds its time, or prints too much. */
export async function runCommand(command: string, args: readonly string[], limitSeconds: number): Promise<string> {
  const said = [command, ...args].join(' ');
  // A separate process group, so that the children of a shell script are killed with it.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  let complaint = '';
  let ended: string | undefined;
  const end = (reason: string): void => {
    ended ??= reason;
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has already exited.
    }
  };
  const timer = setTimeout(() => end(`killed after ${limitSeconds} s: it did not finish`), limitSeconds * 1000);
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else end('killed: its output is too long');
  });
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-500)));
  const reason = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(`cannot be started: ${error.code === 'ENOENT' ? 'it does not exist' : error.message}`),
    );
    child.on('close', (code, signal) =>
      resolve(ended ?? (code === 0 ? undefined : `exited with ${code ?? signal}${lastLineOf(complaint)}`)),
    );
  });
  clearTimeout(timer);
  if (reason !== undefined) throw new SettingsError([`${said}: ${reason}`]);
  return Buffer.concat(chunks).toString();
}

function lastLineOf(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${line}`;
}
