import { appendFileSync, renameSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KnownLog } from '../../../../server/inputs/following/known-log.ts';
import { OpenLog } from '../../../../server/inputs/following/open-log.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
let nowMs = 1_000;

async function open(content: string, done?: KnownLog): Promise<{ log: OpenLog; path: string }> {
  const path = join(newFolder(), 'messages');
  writeFileSync(path, content);
  const log = await OpenLog.open(path, statSync(path), () => nowMs, done);
  if (!log) throw new Error('another file');
  onTestFinished(() => log.close());
  return { log, path };
}
const read = async (log: OpenLog) => {
  const lines: [string, number | null, number | null][] = [];
  for await (const some of log.readOn()) for (const { text, number, offset } of some) lines.push([text, number, offset]);
  return lines;
};

it('complete lines, and those that are written later', async () => {
  const { log, path } = await open('one\ntwo\nthr');
  expect(await read(log)).toEqual([
    ['one', 1, 0],
    ['two', 2, 4],
  ]);
  expect([log.holdsHalf, log.lagBytes]).toEqual([true, 3]);
  expect(await read(log)).toEqual([]);
  appendFileSync(path, 'ee\nfour\n');
  expect(log.lagBytes).toBe(11);
  expect(await read(log)).toEqual([
    ['three', 3, 8],
    ['four', 4, 14],
  ]);
  expect([log.holdsHalf, log.lagBytes]).toEqual([false, 0]);
});

it('more than it reads at once', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `line number ${i}`);
  const { log } = await open(`${lines.join('\n')}\n`);
  expect((await read(log)).map(([text]) => text)).toEqual(lines);
});

it('goes on where it is done', async () => {
  const done = new KnownLog({ dev: 1, ino: 1 }, Buffer.from('one\n'), { offset: 4, lines: 1 });
  expect(await read((await open('one\ntwo\n', done)).log)).toEqual([['two', 2, 4]]);
});

it('goes on with the same file when it is called otherwise', async () => {
  const { log, path } = await open('one\n');
  await read(log);
  renameSync(path, `${path}.1`);
  writeFileSync(path, 'new\n');
  appendFileSync(`${path}.1`, 'two\n');
  expect(await read(log)).toEqual([['two', 2, 4]]);
});

it('is not opened when another file has the path, or none', async () => {
  const path = join(newFolder(), 'messages');
  await expect(OpenLog.open(path, { dev: 1, ino: 1 }, () => 0)).rejects.toThrow(/ENOENT/);
  writeFileSync(path, 'one\n');
  const { dev, ino } = statSync(path);
  expect(await OpenLog.open(path, { dev, ino: ino + 1 }, () => 0)).toBeUndefined();
  expect(await OpenLog.open(path, { dev: dev + 1, ino }, () => 0)).toBeUndefined();
});

describe('skipping to the end', () => {
  it.each([
    ['one\ntwo\n', ['three', 3, 8]],
    ['one\ntwo\nth', ['ththree', 3, 8]],
    ['', ['three', 1, 0]],
  ])('of %j counts its lines; one without newline is still to come', async (content, next) => {
    const { log, path } = await open(content);
    await log.skipToEnd();
    appendFileSync(path, 'three\n');
    expect(await read(log)).toEqual([next]);
  });

  it('learns how the file begins', async () => {
    const { log } = await open('one\ntwo\n');
    await log.skipToEnd();
    expect(log.position()).toMatchObject({ head: Buffer.from('one\ntwo\n').toString('base64'), offset: 8, lines: 2 });
  });
});

describe('content that was taken away', () => {
  it.each([
    ['is shorter', (path: string) => truncateSync(path, 2)],
    ['is as long and begins otherwise', (path: string) => writeFileSync(path, 'new\nnew\n')],
    ['is longer and begins otherwise', (path: string) => writeFileSync(path, 'new\nnew\nnew\n')],
  ])('is told, and not read, when the file %s', async (_, change) => {
    const { log, path } = await open('one\ntwo\n');
    await read(log);
    change(path);
    expect([await read(log), log.wasTruncated]).toEqual([[], true]);
    writeFileSync(path, 'one\ntwo\nthree\n');
    expect(await read(log)).toEqual([]);
  });

  it('is told when what is left is all that the file is known by', async () => {
    const { log, path } = await open(`${'x'.repeat(300)}\ntwo\n`);
    await read(log);
    truncateSync(path, 301);
    expect([await read(log), log.wasTruncated]).toEqual([[], true]);
  });

  it('is nothing behind', async () => {
    const { log, path } = await open('one\ntwo\n');
    await read(log);
    truncateSync(path, 2);
    expect(log.lagBytes).toBe(0);
  });
});

it('half a line is given out marked, and its rest by itself under the same number', async () => {
  const { log, path } = await open('one\ntw');
  await read(log);
  expect([...log.giveHalf()]).toMatchObject([{ text: 'tw', number: 2, offset: 4, cut: true }]);
  expect([...log.giveHalf()]).toEqual([]);
  appendFileSync(path, 'o\nthree\n');
  expect(await read(log)).toEqual([
    ['o', 2, 6],
    ['three', 3, 8],
  ]);
});

it('says when something new was read, by our clock and by the file’s', async () => {
  const { log, path } = await open('one\n');
  utimesSync(path, 50, 50);
  nowMs = 2_000;
  await read(log);
  expect([log.grownAtMs, log.writtenAtMs, await log.wasWritten()]).toEqual([2_000, 50_000, false]);
  nowMs = 3_000;
  await read(log);
  expect(log.grownAtMs).toBe(2_000);
  utimesSync(path, 51, 51);
  expect(await log.wasWritten()).toBe(true);
});

it('once closed there is nothing, and it may be closed twice', async () => {
  const { log } = await open('one\n');
  await log.close();
  await log.close();
  expect([await read(log), log.lagBytes, log.closed]).toEqual([[], 0, true]);
});

it('counts lines that are too long', async () => {
  const { log } = await open(`${'x'.repeat((1 << 20) + 10)}\n`);
  await read(log);
  expect(log.cutLines).toBe(1);
});
