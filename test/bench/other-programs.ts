// Programs that the benches compare with: run as children, left out where they are not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './rounds.ts';

/** Says how to install it, where it is not. */
export function isInstalled(program: string): boolean {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) process.stdout.write(`${program} is not installed and left out: apt-get install ${program}\n`);
  return found;
}

/** What a program makes of a file, to its end; what it prints is passed over. */
export function commandRow(name: string, ...args: readonly string[]): Row {
  return { name, run: () => void execFileSync(args[0] ?? '', args.slice(1), { stdio: 'pipe', maxBuffer: 1 << 30 }) };
}

/** mtail with a program of these words, once through the file; no row where it is not installed. */
export function mtailRows(name: string, program: string, { folder, path }: { folder: string; path: string }): Row[] {
  if (!isInstalled('mtail')) return [];
  const programs = join(folder, 'mtail');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'installs.mtail'), program);
  return [
    commandRow(name, 'mtail', '--one_shot', '--one_shot_format=prometheus', '--log_dir', folder, '--progs', programs, '--logs', path),
  ];
}
