// The bytes of a log file, unpacked on the way where its name says that it is compressed. What Node has no unpacker for (xz) it refuses.
import { createReadStream } from 'node:fs';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Packing } from './rotated-name.ts';

/** Rejects when the file can't be read, or is damaged, at the point where that is. */
export async function* readUnpacked(path: string, packing: Packing | null): AsyncGenerator<Buffer> {
  if (packing === 'xz') throw new Error('xz is not readable here');
  const stream = createReadStream(path);
  if (packing === null) {
    yield* stream;
    return;
  }
  const unpacked = packing === 'gz' ? createGunzip() : createZstdDecompress();
  stream.on('error', (error) => unpacked.destroy(error));
  try {
    yield* stream.pipe(unpacked);
  } finally {
    stream.destroy();
  }
}
