// Standard input as a file: the format of a log is detected from its first lines, which are then read again.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Runs `use` with `-` replaced by a temporary file that contains all of standard input. */
export async function withStandardInput(paths: readonly string[], use: (paths: readonly string[]) => Promise<void>): Promise<void> {
  if (!paths.includes('-')) return use(paths);
  const folder = await mkdtemp(join(tmpdir(), 'checklist-'));
  try {
    const file = join(folder, 'stdin');
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
    await use(paths.map((path) => (path === '-' ? file : path)));
  } finally {
    await rm(folder, { recursive: true });
  }
}
