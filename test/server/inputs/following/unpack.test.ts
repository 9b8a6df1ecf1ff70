import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Packing } from '../../../../server/inputs/following/rotated-name.ts';
import { readUnpacked } from '../../../../server/inputs/following/unpack.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
/** Of more than three chunks, none of them like another. */
const content = Buffer.from(Array.from({ length: 40_000 }, (_, i) => `line ${(i * 7919) % 40_009} of a log\n`).join(''));
const packers: [Packing | null, (bytes: Buffer) => Buffer][] = [
  [null, (bytes) => bytes],
  ['gz', (bytes) => gzipSync(bytes)],
  ['zst', (bytes) => zstdCompressSync(bytes)],
];

function file(bytes: Buffer): string {
  const path = join(newFolder(), 'log');
  writeFileSync(path, bytes);
  return path;
}

/** What comes before an error too. Each chunk is copied, since it is good until the next only. */
async function read(path: string, packing: Packing | null): Promise<{ bytes: Buffer; error: unknown }> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of readUnpacked(path, packing)) chunks.push(Buffer.from(chunk));
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error };
  }
  return { bytes: Buffer.concat(chunks), error: undefined };
}

describe.each(packers)('packed by %s', (packing, pack) => {
  it.each([content, Buffer.from('one'), Buffer.alloc(0)])('all of it', async (bytes) => {
    const found = await read(file(pack(bytes)), packing);
    expect(found.error).toBeUndefined();
    expect(found.bytes.equals(bytes)).toBe(true);
  });

  it('no more than is wanted', async () => {
    let chunks = 0;
    for await (const chunk of readUnpacked(file(pack(content)), packing)) {
      expect(content.subarray(0, chunk.length).equals(chunk)).toBe(true);
      chunks++;
      break;
    }
    expect(chunks).toBe(1);
  });

  it('that is not there', async () => {
    expect((await read(join(newFolder(), 'none'), packing)).error).toMatchObject({ code: 'ENOENT' });
  });
});

it.each(packers.slice(1))('a file of %s that is cut off is read up to there', async (packing, pack) => {
  const packed = pack(content);
  const { bytes, error } = await read(file(packed.subarray(0, packed.length - 100)), packing);
  expect(error).toBeInstanceOf(Error);
  expect(bytes.length).toBeGreaterThan(0);
  expect(content.subarray(0, bytes.length).equals(bytes)).toBe(true);
});

it.each(['gz', 'zst'] as const)('a file that is no %s', async (packing) => {
  expect((await read(file(Buffer.from('nothing of the kind')), packing)).error).toBeInstanceOf(Error);
});

it('xz is refused', async () => {
  expect((await read(file(content), 'xz')).error).toMatchObject({ message: 'xz compression is not supported' });
});
