// Runs a command of another program that knows machines, without a shell. One that hangs is ended together with all that it started.
import { spawn } from 'node:child_process';
import { SettingsError } from '../settings/settings-error.ts';

/** 10,000 machines are a few MiB. */
const mostBytes = 256 * 1024 * 1024;

/** What it prints to stdout. Throws a SettingsError with the reason when it can't be started, fails, is not over in time, or never stops talking. */
export async function runCommand(command: string, args: readonly string[], limitSeconds: number): Promise<string> {
  const said = [command, ...args].join(' ');
  // A process group of its own, so that a shell script's children are ended with it.
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
      // It is over already.
    }
  };
  const timer = setTimeout(() => end(`was ended after ${limitSeconds} s without an end`), limitSeconds * 1000);
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else end('was ended: it prints without end');
  });
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-500)));
  const reason = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(`can't be started: ${error.code === 'ENOENT' ? 'it does not exist' : error.message}`),
    );
    child.on('close', (code, signal) =>
      resolve(ended ?? (code === 0 ? undefined : `ended with ${code ?? signal}${lastLineOf(complaint)}`)),
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
