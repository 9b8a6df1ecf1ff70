// Determines how much of a text has been written to a file: after a crash, it is unknown how far the last write got.
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const halfLineMax = 64 * 1024;

/** Removes an incomplete last line that a crash has left. */
export async function dropHalfLine(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => undefined);
  if (!file) return;
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(Math.min(halfLineMax, size));
    await file.read(end, 0, end.length, size - end.length);
    const keep = end.lastIndexOf('\n') + 1;
    if (keep < end.length && (keep > 0 || end.length === size)) await file.truncate(size - end.length + keep);
  } finally {
    await file.close();
  }
}

/** Length of the longest prefix of `texts` with which the file ends. The last rotated file is part of it. */
export async function writtenAlready(path: string, texts: readonly string[]): Promise<number> {
  const wanted = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const before = await youngestSibling(path);
  const end = (before === undefined ? '' : await readEnd(before, wanted)) + (await readEnd(path, wanted));
  // Slices of one text: joining the lines again for each count would take an hour for 100,000 lines.
  const whole = texts.join('');
  let length = whole.length;
  for (let count = texts.length; count > 0; count--) {
    if (end.endsWith(whole.slice(0, length))) return count;
    length -= texts[count - 1]?.length ?? 0;
  }
  return 0;
}

/** The file that was rotated last: with `.1` or a date, optionally `.gz`. */
async function youngestSibling(path: string): Promise<string | undefined> {
  const names = await readdir(dirname(path)).catch(() => []);
  const siblings = names.filter(
    (name) => name.startsWith(basename(path)) && /^[.-]\d+(?:-\d+)?(?:\.gz)?$/.test(name.slice(basename(path).length)),
  );
  const dated = await Promise.all(
    siblings.map(async (name) => {
      const sibling = join(dirname(path), name);
      return { sibling, mtimeMs: (await stat(sibling).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  return dated.toSorted((a, b) => a.mtimeMs - b.mtimeMs).at(-1)?.sibling;
}

/** The last `bytes` of a file; empty if it cannot be read. */
async function readEnd(path: string, bytes: number): Promise<string> {
  try {
    if (path.endsWith('.gz'))
      return gunzipSync(await readFile(path))
        .subarray(-bytes)
        .toString();
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(bytes, size));
      await file.read(buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString();
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
