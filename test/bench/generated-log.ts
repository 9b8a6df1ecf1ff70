// What the benches generate their logs with: always the same lines for a seed, written in blocks.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How many bytes they are. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<number> {
  const file = createWriteStream(path);
  await pipeline(Readable.from(blocksOf(lines[Symbol.iterator]())), file);
  return file.bytesWritten;
}

/** The next `most` of them, in blocks of a megabyte. Leaves the iterator open for those that come after. */
export function* blocksOf(lines: Iterator<string>, most = Infinity): Generator<string> {
  let block = '';
  for (let n = 0; n < most; n++) {
    const { value, done } = lines.next();
    if (done) break;
    block += `${value}\n`;
    if (block.length < 1 << 20) continue;
    yield block;
    block = '';
  }
  yield block;
}

/** Between 0 and 1, always the same for a seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
