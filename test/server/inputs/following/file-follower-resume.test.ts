// What a follower does with a stored position, with copies, and with lines that nobody completes.
import { appendFileSync, copyFileSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FileFollower, type LogPosition } from '../../../../server/inputs/following/file-follower.ts';
import type { Line } from '../../../../server/inputs/contract/parser.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
let path = '';
let nowMs = 0;
let seconds = 0;
beforeEach(() => {
  path = join(newFolder(), 'messages');
  nowMs = 0;
  seconds = 1_000;
});

function follow(from: 'beginning' | 'end' = 'beginning'): FileFollower {
  const follower = new FileFollower({ path, from, nowMs: () => nowMs });
  onTestFinished(() => follower.close());
  return follower;
}
/** Whose line it is, and when it was read, is filled in by who follows. */
type FoundLine = Omit<Line, 'source' | 'receivedAtMs'>;
async function look(follower: FileFollower): Promise<FoundLine[]> {
  const lines = (await Array.fromAsync(follower.readNew(), (some) => [...some])).flat();
  return lines.map(({ source: _source, receivedAtMs: _receivedAtMs, ...line }) => line);
}
const texts = async (follower: FileFollower): Promise<string[]> => (await look(follower)).map((line) => line.text);

/** Writes with a later time of change than anything before. */
function write(file: string, text: string | Buffer): void {
  appendFileSync(file, text);
  touch(file);
}
function touch(file: string): void {
  seconds++;
  utimesSync(file, seconds, seconds);
}
function copyTruncate(to: string): void {
  copyFileSync(path, to);
  touch(to);
  truncateSync(path);
  touch(path);
}
function pack(file: string, ending: '.gz' | '.zst' | '.xz'): void {
  const bytes = readFileSync(file);
  write(`${file}${ending}`, ending === '.gz' ? gzipSync(bytes) : ending === '.zst' ? zstdCompressSync(bytes) : 'not readable');
  rmSync(file);
}

/** A follower that has read `before` and is gone; its position as it was stored. */
async function stored(before: string): Promise<LogPosition> {
  write(path, before);
  const follower = follow();
  await look(follower);
  await follower.close();
  return JSON.parse(JSON.stringify(follower.position())) as LogPosition;
}
function resumed(position: LogPosition): FileFollower {
  const follower = follow('end');
  follower.resume(position);
  return follower;
}

describe('the position', () => {
  it('says how far the file is done, and not the half line', async () => {
    expect(await stored('a\nb\nhal')).toMatchObject({
      files: [{ head: Buffer.from('a\nb\n').toString('base64'), offset: 4, lines: 2 }],
      seenMs: seconds * 1000,
    });
  });

  it('is the same object while nothing changes', async () => {
    write(path, 'a\n');
    const follower = follow();
    await look(follower);
    const before = follower.position();
    await look(follower);
    expect(follower.position()).toBe(before);
    write(path, 'b\n');
    await look(follower);
    expect(follower.position()).not.toBe(before);
  });

  it('is behind each line as it is given out, and names the old file while that is read', async () => {
    write(path, 'a\n');
    const follower = follow();
    await look(follower);
    renameSync(path, `${path}.1`);
    write(`${path}.1`, 'b\n');
    write(path, 'c\n');
    const at: number[][] = [];
    for await (const lines of follower.readNew())
      for (const line of lines) if (line) at.push((follower.position()?.files ?? []).map(({ offset }) => offset));
    expect(at).toEqual([[4], [4, 2]]);
  });
});

describe('resumed', () => {
  it('in the same file: what came meanwhile, numbered on', async () => {
    const position = await stored('a\nhal');
    write(path, 'f\nb\n');
    expect(await look(resumed(position))).toEqual([
      { text: 'half', offset: 2, number: 2 },
      { text: 'b', offset: 7, number: 3 },
    ]);
  });

  it.each(['', '.gz', '.zst'] as const)('after three rotations, the old ones with the ending "%s": all in order', async (ending) => {
    const position = await stored('a\n');
    write(path, 'b\n');
    for (const text of ['c\n', 'd\n', 'e\n']) {
      for (const n of [2, 1]) rmSafeRename(`${path}.${n}`, `${path}.${n + 1}`);
      renameSync(path, `${path}.1`);
      write(path, text);
    }
    if (ending) for (const n of [3, 2]) pack(`${path}.${n}`, ending);
    const follower = resumed(position);
    expect(await look(follower)).toMatchObject([
      { text: 'b', offset: 2, number: 2 },
      { text: 'c', offset: 0, number: 1 },
      { text: 'd', number: 1 },
      { text: 'e', number: 1 },
    ]);
    expect(await look(resumed(JSON.parse(JSON.stringify(follower.position())) as LogPosition))).toEqual([]);
  });

  it('with dates in the names', async () => {
    const position = await stored('a\n');
    write(path, 'b\n');
    renameSync(path, `${path}-20261120`);
    write(path, 'c\n');
    renameSync(path, `${path}-20261121`);
    write(path, 'd\n');
    expect(await texts(resumed(position))).toEqual(['b', 'c', 'd']);
  });

  it('after copytruncate: the rest of the copy, then the file', async () => {
    const position = await stored('a\n');
    write(path, 'b\n');
    copyTruncate(`${path}.1`);
    write(path, 'c\n');
    const follower = resumed(position);
    expect(await texts(follower)).toEqual(['b', 'c']);
    expect(follower.counters).toMatchObject({ lostFiles: 0, truncations: 1 });
  });

  it('when the file is nowhere any more: told and counted once, the rest is read', async () => {
    const position = await stored('first generation\n');
    rmSync(path);
    write(path, 'c\n');
    const follower = resumed(position);
    expect(await texts(follower)).toEqual(['c']);
    expect(await texts(follower)).toEqual([]);
    expect(follower.counters.lostFiles).toBe(1);
    expect(follower.notices).toEqual([expect.stringMatching(/gone after being read up to byte 17;/)]);
  });

  it('when its inode is another file’s: not taken for it', async () => {
    const position = await stored('a\n');
    truncateSync(path);
    write(path, 'other\nlines\n');
    const follower = resumed(position);
    expect(await texts(follower)).toEqual(['other', 'lines']);
    expect(follower.counters.lostFiles).toBe(1);
  });

  it('an xz file can’t be read: told and counted', async () => {
    const position = await stored('a\n');
    renameSync(path, `${path}.1`);
    write(path, 'b\n');
    pack(`${path}.1`, '.xz');
    const follower = resumed(position);
    expect(await texts(follower)).toEqual(['b']);
    expect(follower.counters).toMatchObject({ lostFiles: 1, unreadFiles: 1 });
    expect(follower.notices).toContainEqual(expect.stringMatching(/\.1\.xz was read only in part: .*xz/));
  });

  it('a damaged gz costs its rest only', async () => {
    const position = await stored('a\n');
    write(path, `${'b'.repeat(1000)}\n`.repeat(10));
    renameSync(path, `${path}.1`);
    const packed = gzipSync(readFileSync(`${path}.1`));
    rmSync(`${path}.1`);
    write(`${path}.1.gz`, packed.subarray(0, -12));
    write(path, 'c\n');
    const follower = resumed(position);
    expect((await texts(follower)).at(-1)).toBe('c');
    expect(follower.counters.unreadFiles).toBe(1);
  });

  it('before there was a file: its rotated ones too', async () => {
    const follower = follow();
    await look(follower);
    const position = JSON.parse(JSON.stringify(follower.position())) as LogPosition;
    write(path, 'a\n');
    renameSync(path, `${path}.1`);
    write(path, 'b\n');
    expect(await texts(resumed(position))).toEqual(['a', 'b']);
  });
});

function rmSafeRename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Not that many yet.
  }
}

describe('truncation', () => {
  it('with a copy: its unread tail comes first', async () => {
    write(path, 'a\nhal');
    const follower = follow();
    await look(follower);
    write(path, 'f\nb\n');
    copyTruncate(`${path}.1`);
    write(path, 'c\n');
    expect(await texts(follower)).toEqual(['half', 'b', 'c']);
    expect(follower.counters).toMatchObject({ truncations: 1, recoveredBytes: 7, maybeLost: 0, recovered: 0 });
  });

  it('twice between two looks: both copies', async () => {
    write(path, 'a\n');
    const follower = follow();
    await look(follower);
    write(path, 'b\n');
    copyTruncate(`${path}.2`);
    write(path, 'c\n');
    copyTruncate(`${path}.1`);
    write(path, 'd\n');
    expect(await texts(follower)).toEqual(['b', 'c', 'd']);
  });

  it('of a file that was blank at the last look', async () => {
    write(path, '');
    const follower = follow();
    await look(follower);
    write(path, 'a\n');
    copyTruncate(`${path}.1`);
    expect(await texts(follower)).toEqual(['a']);
    expect(follower.counters).toMatchObject({ truncations: 1, recovered: 1 });
  });

  it('without a copy: maybe lost; what there is of a half line is given out, marked', async () => {
    write(path, 'a\nhal');
    const follower = follow();
    await look(follower);
    truncateSync(path);
    write(path, 'new\n');
    expect(await look(follower)).toMatchObject([
      { text: 'hal', cut: true, number: 2 },
      { text: 'new', number: 1 },
    ]);
    expect(follower.counters).toMatchObject({ truncations: 1, maybeLost: 1, halfLines: 1 });
  });
});

describe('a line that nobody completes', () => {
  it('is given out once after a minute, its rest by itself', async () => {
    write(path, 'a\nhal');
    const follower = follow();
    await look(follower);
    nowMs = 59_999;
    expect(await look(follower)).toEqual([]);
    nowMs = 60_000;
    expect(await look(follower)).toEqual([{ text: 'hal', offset: 2, number: 2, cut: true }]);
    expect(await look(follower)).toEqual([]);
    write(path, 'f\nb\n');
    expect(await look(follower)).toMatchObject([
      { text: 'f', offset: 5, number: 2 },
      { text: 'b', number: 3 },
    ]);
    expect(follower.counters.halfLines).toBe(1);
  });

  it('whose newline comes later is nothing more', async () => {
    write(path, 'whole');
    const follower = follow();
    await look(follower);
    nowMs = 60_000;
    expect(await texts(follower)).toEqual(['whole']);
    write(path, '\nb\n');
    expect(await texts(follower)).toEqual(['b']);
  });

  it('is not given out while it is still being written', async () => {
    const follower = follow();
    for (nowMs = 0; nowMs < 300_000; nowMs += 50_000) {
      write(path, 'x');
      expect(await look(follower)).toEqual([]);
    }
  });

  it('keeps its rotated file from being let go', async () => {
    write(path, 'a\nhal');
    const follower = follow();
    await look(follower);
    renameSync(path, `${path}.1`);
    write(path, '');
    await look(follower);
    nowMs = 30_000;
    await look(follower);
    write(`${path}.1`, 'f\n');
    expect(await texts(follower)).toEqual(['half']);
  });
});
