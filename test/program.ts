// Runs `checklist` as a user does, as a process of its own, and waits for what it prints or for its end.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('..', import.meta.url));
export const launcher = `${repository}server/checklist.mjs`;

export interface Program {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** All that it has printed so far, stdout and stderr. */
  output: () => string;
  /** Resolves when the output fits; rejects when the process ends before. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Exit code. */
  ended: Promise<number>;
}

export function startProgram(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Program {
  return startProcess(process.execPath, [launcher, ...args], options);
}

export function startProcess(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Program {
  const child = spawn(command, args, { cwd: cwd ?? repository, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const look = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const check of look) check();
    });
  }
  const ended = once(child, 'close').then(([code]) => (code as number | null) ?? -1);
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = pattern.exec(text);
        if (!found) return;
        look.delete(check);
        resolve(found);
      };
      look.add(check);
      void ended.then((code) => reject(new Error(`ended with ${code} before it printed ${pattern}:\n${text}`)));
      check();
    });
  return { child, output: () => text, printed, ended };
}
