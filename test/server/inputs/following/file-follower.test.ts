import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileFollower } from '../../../../server/inputs/following/file-follower.ts';
import type { Line } from '../../../../server/inputs/contract/parser.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
let path = '';
let nowMs = 0;
let follower: FileFollower;

const follow = (from: 'beginning' | 'end' = 'beginning'): void => {
  follower = new FileFollower({ path, from, nowMs: () => nowMs });
};
beforeEach(() => {
  path = join(newFolder(), 'messages');
  nowMs = 0;
  follow();
});
afterEach(() => follower.close());

/** Whose line it is, and when it was read, is filled in by who follows. */
type FoundLine = Omit<Line, 'source' | 'receivedAtMs'>;
async function look(): Promise<FoundLine[]> {
  const lines = (await Array.fromAsync(follower.readNew(), (some) => [...some])).flat();
  return lines.map(({ source: _source, receivedAtMs: _receivedAtMs, ...line }) => line);
}
async function lookAtTexts(): Promise<string[]> {
  return (await look()).map((line) => line.text);
}

/** Makes the file anew until the file system's clock tells it from the one before. */
function createYounger(olderPath: string, text: string): void {
  const olderMs = statSync(olderPath).birthtimeMs;
  do {
    rmSync(path, { force: true });
    writeFileSync(path, text);
  } while (statSync(path).birthtimeMs <= olderMs);
}

describe('where it starts', () => {
  it('at the beginning: every line, with numbers and offsets', async () => {
    writeFileSync(path, 'a\ngrün\nc');
    expect(await look()).toEqual([
      { text: 'a', offset: 0, number: 1 },
      { text: 'grün', offset: 2, number: 2 },
    ]);
    expect(follower.trouble).toBeNull();
  });

  it('at the end: only what is added, numbered on from what was there', async () => {
    writeFileSync(path, 'a\ngrün\n');
    follow('end');
    expect(await look()).toEqual([]);
    appendFileSync(path, 'c\n');
    expect(await look()).toEqual([{ text: 'c', offset: 8, number: 3 }]);
  });

  it('at the end, when the last line is half written: that line is read whole, once', async () => {
    writeFileSync(path, 'a\nhal');
    follow('end');
    expect(await look()).toEqual([]);
    appendFileSync(path, 'f\n');
    expect(await look()).toEqual([{ text: 'half', offset: 2, number: 2 }]);
    appendFileSync(path, 'c\n');
    expect(await look()).toEqual([{ text: 'c', offset: 7, number: 3 }]);
    expect(follower.counters.truncations).toBe(0);
  });

  it('at the end of a file of several chunks', async () => {
    const line = `${'x'.repeat(99)}\n`;
    writeFileSync(path, line.repeat(10_000));
    follow('end');
    expect(await look()).toEqual([]);
    appendFileSync(path, 'new\n');
    expect(await look()).toEqual([{ text: 'new', offset: 1_000_000, number: 10_001 }]);
  });

  it('at the end, of an empty file', async () => {
    writeFileSync(path, '');
    follow('end');
    expect(await look()).toEqual([]);
    appendFileSync(path, 'a\n');
    expect(await lookAtTexts()).toEqual(['a']);
  });
});

describe('growth', () => {
  it('nothing new is no line', async () => {
    writeFileSync(path, 'a\n');
    expect(await lookAtTexts()).toEqual(['a']);
    expect(await look()).toEqual([]);
  });

  it('a half line waits for its end', async () => {
    writeFileSync(path, 'a\nb');
    expect(await lookAtTexts()).toEqual(['a']);
    expect(await look()).toEqual([]);
    appendFileSync(path, 'b\nc\n');
    expect(await lookAtTexts()).toEqual(['bb', 'c']);
  });

  it('many lines at once, all of them in their order', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `line ${i}`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    expect(await lookAtTexts()).toEqual(lines);
  });

  it('a line over the bound is cut and counted', async () => {
    writeFileSync(path, `${'x'.repeat(2_000_000)}\nb\n`);
    expect((await lookAtTexts())[1]).toBe('b');
    expect(follower.counters.cutLines).toBe(1);
  });
});

describe('rotation by renaming', () => {
  it('what the writer still writes to the old file is read, then the new one', async () => {
    writeFileSync(path, 'a\n');
    await look();
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'n1\n');
    appendFileSync(`${path}.1`, 'b\n');
    expect(await lookAtTexts()).toEqual(['b', 'n1']);
    appendFileSync(`${path}.1`, 'c\n');
    appendFileSync(path, 'n2\n');
    expect(await look()).toEqual([
      { text: 'c', offset: 4, number: 3 },
      { text: 'n2', offset: 3, number: 2 },
    ]);
    expect(follower.counters.rotations).toBe(1);
  });

  it('the old file is let go when it was quiet for a while, and not before', async () => {
    writeFileSync(path, 'a\n');
    await look();
    renameSync(path, `${path}.1`);
    writeFileSync(path, '');
    await look();
    nowMs = 60_000;
    appendFileSync(`${path}.1`, 'b\n');
    expect(await lookAtTexts()).toEqual(['b']);
    nowMs = 120_001;
    await look();
    appendFileSync(`${path}.1`, 'too late\n');
    expect(await look()).toEqual([]);
  });

  it('a half line ends in the old file', async () => {
    writeFileSync(path, 'a\nhal');
    await look();
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'new\n');
    appendFileSync(`${path}.1`, 'f\n');
    expect(await lookAtTexts()).toEqual(['half', 'new']);
  });

  it('two rotations between two looks: the log that was never seen is read too, once', async () => {
    writeFileSync(path, 'a\n');
    await look();
    renameSync(path, `${path}.1`);
    createYounger(`${path}.1`, 'between 1\nbetween 2\n');
    renameSync(`${path}.1`, `${path}.2`);
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'new\n');
    appendFileSync(`${path}.2`, 'b\n');
    expect(await lookAtTexts()).toEqual(['b', 'between 1', 'between 2', 'new']);
    appendFileSync(`${path}.1`, 'between 3\n');
    expect(await lookAtTexts()).toEqual(['between 3']);
    expect(follower.counters).toMatchObject({ recovered: 1, truncations: 0 });
  });

  it('siblings from before the start, compressed ones and copies are no missed logs', async () => {
    writeFileSync(`${path}.1`, 'older\n');
    createYounger(`${path}.1`, 'a\n');
    await look();
    renameSync(`${path}.1`, `${path}.2`);
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'n\n');
    writeFileSync(`${path}.3`, readFileSync(`${path}.1`));
    writeFileSync(`${path}.4.gz`, 'packed\n');
    writeFileSync(`${path}.bak`, 'saved\n');
    expect(await lookAtTexts()).toEqual(['n']);
    expect(follower.counters.recovered).toBe(0);
  });

  it('a file that gets its name back is not read twice', async () => {
    writeFileSync(path, 'a\n');
    await look();
    renameSync(path, `${path}.away`);
    await look();
    renameSync(`${path}.away`, path);
    appendFileSync(path, 'b\n');
    expect(await lookAtTexts()).toEqual(['b']);
  });
});

describe('truncation', () => {
  it.each([
    ['to shorter content', 'a\nb\n', 'c\n', ['c']],
    ['to content of the same length', 'a\nb\n', 'c\nd\n', ['c', 'd']],
    ['to longer content', 'a\nb\n', 'c\nd\ne\n', ['c', 'd', 'e']],
  ])('%s', async (_, before, after, expected) => {
    writeFileSync(path, before);
    await look();
    truncateSync(path);
    appendFileSync(path, after);
    expect(await look()).toMatchObject(expected.map((text, i) => ({ text, number: i + 1 })));
    expect(follower.counters.truncations).toBe(1);
  });

  it('to nothing, and written later', async () => {
    writeFileSync(path, 'a\nb\n');
    await look();
    truncateSync(path);
    expect(await look()).toEqual([]);
    appendFileSync(path, 'c\n');
    expect(await look()).toEqual([{ text: 'c', offset: 0, number: 1 }]);
  });

  it('growth beyond the first bytes is no truncation', async () => {
    for (let i = 0; i < 20; i++) {
      appendFileSync(path, `line ${i} ${'x'.repeat(40)}\n`);
      expect(await look()).toHaveLength(1);
    }
    expect(follower.counters.truncations).toBe(0);
  });
});

describe('absence', () => {
  it.each(['beginning', 'end'] as const)('a file that is not there yet is read from its first line, with from: %s', async (from) => {
    follow(from);
    expect(await look()).toEqual([]);
    expect(follower.trouble).toBe(`${path} does not exist yet`);
    writeFileSync(path, 'a\n');
    expect(await lookAtTexts()).toEqual(['a']);
    expect(follower.trouble).toBeNull();
  });

  it('deleted, written on, and made anew', async () => {
    writeFileSync(path, 'a\n');
    await look();
    const writer = openSync(path, 'a');
    rmSync(path);
    writeSync(writer, 'b\n');
    expect(await lookAtTexts()).toEqual(['b']);
    expect(follower.trouble).toMatch(/does not exist/);
    writeFileSync(path, 'c\n');
    expect(await lookAtTexts()).toEqual(['c']);
    closeSync(writer);
  });

  it('a folder in its place is told, and is waited out', async () => {
    mkdirSync(path);
    expect(await look()).toEqual([]);
    expect(follower.trouble).toBe(`${path} is not a file`);
    rmdirSync(path);
    writeFileSync(path, 'a\n');
    expect(await lookAtTexts()).toEqual(['a']);
    expect(follower.trouble).toBeNull();
  });

  it.skipIf(process.getuid?.() === 0)('no permission is told, and is waited out', async () => {
    writeFileSync(path, 'a\n', { mode: 0o000 });
    expect(await look()).toEqual([]);
    expect(follower.trouble).toMatch(/permission denied/);
    chmodSync(path, 0o644);
    expect(await lookAtTexts()).toEqual(['a']);
  });

  it('a path through a file is told', async () => {
    writeFileSync(path, '');
    path = join(path, 'below');
    follow();
    expect(await look()).toEqual([]);
    expect(follower.trouble).toMatch(/can't be read: ENOTDIR/);
  });
});

it('a symbolic link that is switched is a rotation', async () => {
  writeFileSync(`${path}-monday`, 'a\n');
  symlinkSync(`${path}-monday`, path);
  expect(await lookAtTexts()).toEqual(['a']);
  writeFileSync(`${path}-tuesday`, 'b\n');
  rmSync(path);
  symlinkSync(`${path}-tuesday`, path);
  appendFileSync(`${path}-monday`, 'last\n');
  expect(await lookAtTexts()).toEqual(['last', 'b']);
});

it('has no file open after close', async () => {
  writeFileSync(path, 'a\n');
  await look();
  await follower.close();
  const open = readdirSync('/proc/self/fd').map((fd) => readlink(`/proc/self/fd/${fd}`));
  expect(open).not.toContain(path);
});

/** An fd may be gone by the time it is asked for: that of the listing itself is. */
function readlink(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
