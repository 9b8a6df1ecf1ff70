// The bytes of a log file, unpacked on the way where its name says that it is compressed. What Node has no unpacker for (xz) it refuses.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Packing } from './rotated-name.ts';

/** Node's own 64 and 16 KiB cost three times as long. */
const chunkBytes = 256 * 1024;

/** Each chunk is good until the next is asked for. Rejects when the file can't be read, or is damaged, at the point where that is. */
export async function* readUnpacked(path: string, packing: Packing | null): AsyncGenerator<Buffer> {
  if (packing === 'xz') throw new Error('xz is not readable here');
  if (packing === null) {
    yield* readPlain(path);
    return;
  }
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  const unpacked = packing === 'gz' ? createGunzip({ chunkSize: chunkBytes }) : createZstdDecompress({ chunkSize: chunkBytes });
  stream.on('error', (error) => unpacked.destroy(error));
  try {
    yield* stream.pipe(unpacked);
  } finally {
    stream.destroy();
  }
}

/** While a chunk is worked on, the next one is read. */
async function* readPlain(path: string): AsyncGenerator<Buffer> {
  await using file = await open(path);
  let [buffer, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  const readNext = () => {
    const reading = file.read(buffer, 0, chunkBytes, null);
    // Nobody waits for it when nobody wants the rest.
    reading.catch(() => {});
    return reading;
  };
  for (let { bytesRead } = await readNext(); bytesRead > 0;) {
    [buffer, other] = [other, buffer];
    const reading = readNext();
    yield other.subarray(0, bytesRead);
    ({ bytesRead } = await reading);
  }
}
