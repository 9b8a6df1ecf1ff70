import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { KnownLog } from '../../../../server/inputs/following/known-log.ts';
import { PackedLog } from '../../../../server/inputs/following/packed-log.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();

function create({ packing = 'gz', content, done }: { packing?: 'gz' | 'zst' | 'xz'; content: Buffer; done?: KnownLog }): PackedLog {
  const path = join(newFolder(), `messages.1.${packing}`);
  writeFileSync(path, content);
  const { dev, ino } = statSync(path);
  return new PackedLog({ path, packing, dev, ino }, done);
}
const read = async (log: PackedLog) => {
  const lines: [string, number | null, number | null][] = [];
  for await (const some of log.readOn()) for (const { text, number, offset } of some) lines.push([text, number, offset]);
  return lines;
};
const doneUpTo = (head: string, offset: number, lines: number): KnownLog =>
  new KnownLog({ dev: 1, ino: 7 }, Buffer.from(head), { offset, lines });

it.each([
  ['gz', gzipSync('one\ntwo\nthree')],
  ['zst', zstdCompressSync('one\ntwo\nthree')],
] as const)('its lines, the last one too when it has no newline: %s', async (packing, content) => {
  const log = create({ packing, content });
  expect(await read(log)).toEqual([
    ['one', 1, 0],
    ['two', 2, 4],
    ['three', 3, 8],
  ]);
  expect([log.trouble, log.closed, log.knownHead.toString()]).toEqual([null, true, 'one\ntwo\nthree']);
});

it('is read on from where it is done', async () => {
  const log = create({ content: gzipSync('one\ntwo\nthree\n'), done: doneUpTo('one\n', 4, 1) });
  expect(await read(log)).toEqual([
    ['two', 2, 4],
    ['three', 3, 8],
  ]);
  expect(log.position()).toMatchObject({ offset: 14, lines: 3 });
});

it('has nothing when all of it is done', async () => {
  expect(await read(create({ content: gzipSync('one\n'), done: doneUpTo('one\n', 4, 1) }))).toEqual([]);
});

it('is read once', async () => {
  const log = create({ content: gzipSync('one\n') });
  await read(log);
  expect(await read(log)).toEqual([]);
});

it('tells what can not be unpacked, and gives what is in front of it', async () => {
  const text = Array.from({ length: 40_000 }, (_, i) => `line ${(i * 7919) % 40_009}\n`).join('');
  const packed = gzipSync(text);
  const log = create({ content: packed.subarray(0, packed.length - 100) });
  const lines = await read(log);
  expect(lines.slice(0, 2)).toEqual([
    ['line 0', 1, 0],
    ['line 7919', 2, 7],
  ]);
  expect(log.trouble).toMatch(/unexpected end of file/);
  expect(log.closed).toBe(true);
});

it('of xz tells that it can not be read', async () => {
  const log = create({ packing: 'xz', content: Buffer.from('\u00FD7zXZ') });
  expect(await read(log)).toEqual([]);
  expect(log.trouble).toBe('xz compression is not supported');
});

it('counts a line that is too long', async () => {
  const log = create({ content: gzipSync(`${'x'.repeat((1 << 20) + 10)}\ntwo\n`) });
  expect((await read(log)).map(([text]) => text.length)).toEqual([1 << 20, 3]);
  expect(log.cutLines).toBe(1);
});

it('passes over the lines that are foreign, and counts them', async () => {
  const log = create({ content: gzipSync('a\nb\na\nb\n') });
  const numbers: (number | null)[] = [];
  for await (const some of log.readOn((block, from) => block[from] === 0x61)) for (const { number } of some) numbers.push(number);
  expect(numbers).toEqual([2, 4]);
});
