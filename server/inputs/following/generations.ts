// The files of one log currently in its folder: the rotated siblings, then the file with the log's own name. Finds a known file by its identity
// whatever its current name, and the files that are newer than it.
import { readdir, realpath, stat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { headBytes, type FileIdentity, type KnownLog } from './known-log.ts';
import { compareAges, readRotatedName, type Packing, type RotatedName } from './rotated-name.ts';
import { readUnpacked } from './unpack.ts';

export interface Generation extends FileIdentity {
  path: string;
  packing: Packing | null;
  size: number;
  /** Modification time of the file. */
  mtimeMs: number;
  isPresent: boolean;
}

export interface MissedOptions {
  /** The newest known file, if its place in the rotation order is known. */
  last: KnownLog | undefined;
  known: readonly KnownLog[];
  /** Latest modification time of anything read. */
  seenMs: number;
}

export class Generations {
  /** Oldest first; the present file last, if there is one. */
  readonly all: readonly Generation[];
  private readonly heads = new Map<Generation, Promise<Buffer>>();

  constructor(all: readonly Generation[]) {
    this.all = all;
  }

  /** All files of the log `path`, which may be a symbolic link. */
  static async of(path: string): Promise<Generations> {
    const target = await realpath(path).catch(() => path);
    const named = (await Promise.all([...new Set([path, target])].map(siblingsOf))).flat();
    const sorted = named.toSorted((a, b) => compareAges(a.name, b.name)).map(({ path: sibling }) => sibling);
    const rotated = (await Promise.all(sorted.map((sibling) => look(sibling, false)))).filter((found) => found !== undefined);
    const present = await look(path, true);
    const older = rotated.filter((found) => !present || found.dev !== present.dev || found.ino !== present.ino);
    return new Generations([...older.filter((found) => !isBeingPacked(found, older)), ...(present ? [present] : [])]);
  }

  get present(): Generation | undefined {
    return this.all.find((generation) => generation.isPresent);
  }

  get newestMs(): number {
    return Math.max(0, ...this.all.map(({ mtimeMs }) => mtimeMs));
  }

  /**
   * The same file under any name, else one with the same content: a copy, or the compressed file. Rejects if permission to read the file is denied.
   */
  async find(known: KnownLog): Promise<Generation | undefined> {
    const same = this.all.find((generation) => known.is(generation));
    // An unreadable file may be the right one, so the error goes to the caller, which retries.
    if (same?.packing === null) await this.headOf(same);
    if (same && this.isLongEnough(same, known) && (await this.beginsLike(same, known))) return same;
    if (known.isBlank) return undefined;
    const unpackedFirst = this.all.toSorted((a, b) => Number(a.packing !== null) - Number(b.packing !== null));
    for (const other of unpackedFirst) if (this.isLongEnough(other, known) && (await this.beginsLike(other, known))) return other;
    return undefined;
  }

  /** Rotated files that were never read, oldest first, without copies of known files. */
  async missed({ last, known, seenMs }: MissedOptions): Promise<Generation[]> {
    const place = last && (await this.find(last).catch(() => undefined));
    const behind = place ? this.all.indexOf(place) : this.all.length;
    // If nothing was read of the last file, its place proves nothing: its present content may be newer than other files.
    const byTime = !place || last?.isBlank;
    const candidates = this.all.filter((other, i) => !other.isPresent && (i > behind || (byTime && other.mtimeMs > seenMs)));
    const unknown = await Promise.all(candidates.map((other) => this.isUnknown(other, known)));
    return candidates.filter((_, i) => unknown[i]);
  }

  private async isUnknown(other: Generation, known: readonly KnownLog[]): Promise<boolean> {
    const head = await this.headOf(other).catch(() => undefined);
    // The caller reports unreadable files when it tries to read them.
    if (!head) return true;
    return head.length > 0 && !known.some((log) => log.beginsLike(head) && (log.is(other) || (!log.isBlank && !this.holds(log, other))));
  }

  /** Whether a known log is here as another file than `other`: a file with the same short beginning is then not a copy of it. */
  private holds(log: KnownLog, other: Generation): boolean {
    return this.all.some((own) => own !== other && log.is(own) && own.size >= log.position().offset);
  }

  private isLongEnough({ packing, size }: Generation, known: KnownLog): boolean {
    return packing !== null || size >= known.position().offset;
  }

  private async beginsLike(other: Generation, known: KnownLog): Promise<boolean> {
    const head = await this.headOf(other).catch(() => undefined);
    return head !== undefined && known.beginsLike(head);
  }

  private headOf(generation: Generation): Promise<Buffer> {
    let head = this.heads.get(generation);
    if (!head) this.heads.set(generation, (head = readHead(generation)));
    return head;
  }
}

async function siblingsOf(path: string): Promise<{ path: string; name: RotatedName }[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  const read = names.map((name) => ({ path: join(dirname(path), name), name: readRotatedName(name), own: name }));
  return read.filter(({ name, own }) => name.name === basename(path) && name.age.length > 0 && own !== basename(path));
}

async function look(path: string, isPresent: boolean): Promise<Generation | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const { dev, ino, size, mtimeMs } = found;
  return { path, packing: isPresent ? null : readRotatedName(basename(path)).packing, dev, ino, size, mtimeMs, isPresent };
}

/** A compressor removes the original when it is done; until then its output is incomplete. */
function isBeingPacked({ path, packing }: Generation, all: readonly Generation[]): boolean {
  return packing !== null && all.some((other) => other.path === path.slice(0, -packing.length - 1));
}

async function readHead({ path, packing }: Generation): Promise<Buffer> {
  if (packing !== null) {
    let head: Buffer = Buffer.alloc(0);
    for await (const chunk of readUnpacked(path, packing)) {
      head = Buffer.concat([head, chunk.subarray(0, headBytes)]).subarray(0, headBytes);
      if (head.length === headBytes) break;
    }
    return head;
  }
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
