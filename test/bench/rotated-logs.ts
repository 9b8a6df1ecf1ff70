// A syslog that was rotated again and again, as logrotate leaves it: the oldest files packed, by gzip and by zstd in turns, the youngest not yet.
import { createWriteStream, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { blocksOf } from './generated-log.ts';
import { syslogLines } from './syslog-lines.ts';

const filesAltogether = 10;
const unpacked = 2;
const bytesPerLine = 136;
/** Their runs are kept, two of each: with ten thousand, memory would grow until each had installed twice. */
const backends = 2_000;

export interface Rotated {
  /** Not packed. */
  bytes: number;
  /** Of them, those that gzip packed. */
  gzipBytes: number;
}

export async function writeRotated(folder: string, bytesWanted: number, oursEvery: number): Promise<Rotated> {
  const count = Math.round(bytesWanted / bytesPerLine);
  const lines = syslogLines({ count, oursEvery, backends });
  const written = { bytes: 0, gzipBytes: 0 };
  for (let age = filesAltogether - 1; age >= 0; age--) {
    const packing = age < unpacked ? '' : age % 2 === 0 ? '.gz' : '.zst';
    const path = join(folder, age === 0 ? 'messages' : `messages.${age}${packing}`);
    const bytes = await writePart(path, lines, Math.ceil(count / filesAltogether));
    written.bytes += bytes;
    if (packing === '.gz') written.gzipBytes += bytes;
    const writtenSeconds = Date.now() / 1000 - age * 60;
    utimesSync(path, writtenSeconds, writtenSeconds);
  }
  return written;
}

async function writePart(path: string, lines: Generator<string>, count: number): Promise<number> {
  let bytes = 0;
  const part = function* (): Generator<Buffer> {
    for (const block of blocksOf(lines, count)) {
      const chunk = Buffer.from(block);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const packer = path.endsWith('.gz') ? [createGzip()] : path.endsWith('.zst') ? [createZstdCompress()] : [];
  await pipeline([Readable.from(part()), ...packer, createWriteStream(path)]);
  return bytes;
}

export function removeStore(path: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
}
