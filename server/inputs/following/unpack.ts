// Reads a log file, decompressing it if its name has a compression suffix. Node has no xz decompressor, so xz is refused.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Packing } from './rotated-name.ts';

/** Node's defaults of 64 and 16 KiB take three times as long. */
const chunkBytes = 256 * 1024;

/** Each chunk is valid until the next is requested. Rejects if the file can't be read, or at the point where it is damaged. */
export async function* readUnpacked(path: string, packing: Packing | null): AsyncGenerator<Buffer> {
  if (packing === 'xz') throw new Error('xz compression is not supported');
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

/** Reads the next chunk while the current one is processed. */
async function* readPlain(path: string): AsyncGenerator<Buffer> {
  await using file = await open(path);
  let [buffer, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  const readNext = () => {
    const reading = file.read(buffer, 0, chunkBytes, null);
    // If the caller stops early, no one awaits this promise.
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
