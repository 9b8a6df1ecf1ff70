// Reads the first lines of a log, compressed or not, to detect its format.
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { basename } from 'node:path';
import { SettingsError } from '../../settings/settings-error.ts';
import { readRotatedName, type Packing } from './rotated-name.ts';

const mostBytes = 64 * 1024;

/** Empty if the log does not exist. */
export function headOf(path: string): string[] {
  try {
    return firstLines(path);
  } catch {
    return [];
  }
}

/** Non-empty lines only. Throws a SettingsError if the file can't be read or unpacked. */
export function firstLines(path: string): string[] {
  const start = Buffer.alloc(mostBytes);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
  const bytes = start.subarray(0, readSync(file, start, 0, start.length, 0));
  closeSync(file);
  return textOf(path, bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function textOf(path: string, bytes: Buffer): string {
  const { packing } = readRotatedName(basename(path));
  if (packing === null || bytes.length === 0) return bytes.toString();
  try {
    return unpackBegin(packing, bytes).toString();
  } catch (error) {
    throw new SettingsError([`${path}: can't be unpacked: ${(error as Error).message}`]);
  }
}

function unpackBegin(packing: Packing, bytes: Buffer): Buffer {
  if (packing === 'gz') return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  if (packing === 'zst') return zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush });
  throw new Error('xz compression is not supported');
}
