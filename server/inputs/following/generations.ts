// The files of one log as they lie in their folder now: the rotated siblings, then the one that has the name. Finds a known file among
// them by its identity, whatever it is called by now, and tells which ones came after it.
import { readdir, realpath, stat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { headBytes, type FileIdentity, type KnownLog } from './known-log.ts';
import { compareAges, readRotatedName, type Packing, type RotatedName } from './rotated-name.ts';
import { readUnpacked } from './unpack.ts';

export interface Generation extends FileIdentity {
  path: string;
  packing: Packing | null;
  size: number;
  /** The file's own time of its last change. */
  mtimeMs: number;
  isPresent: boolean;
}

export interface MissedOptions {
  /** The youngest file that is known, if it is known where it stands. */
  last: KnownLog | undefined;
  known: readonly KnownLog[];
  /** The greatest time of change of all that was read. */
  seenMs: number;
}

export class Generations {
  /** Oldest first; the present one last, when there is one. */
  readonly all: readonly Generation[];
  private readonly heads = new Map<Generation, Promise<Buffer>>();

  constructor(all: readonly Generation[]) {
    this.all = all;
  }

  /** What there is of the log with the name `path`, which may be a symbolic link. */
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

  /** The same file under whatever name, else one with the same content: a copy, or it is compressed by now. Rejects when the file may not be read. */
  async find(known: KnownLog): Promise<Generation | undefined> {
    const same = this.all.find((generation) => known.is(generation));
    // A file that may not be read yet may be it: that is for the caller to wait out.
    if (same?.packing === null) await this.headOf(same);
    if (same && this.isLongEnough(same, known) && (await this.beginsLike(same, known))) return same;
    if (known.isBlank) return undefined;
    const unpackedFirst = this.all.toSorted((a, b) => Number(a.packing !== null) - Number(b.packing !== null));
    for (const other of unpackedFirst) if (this.isLongEnough(other, known) && (await this.beginsLike(other, known))) return other;
    return undefined;
  }

  /** Rotated files that were never read, oldest first; no copies of known ones. */
  async missed({ last, known, seenMs }: MissedOptions): Promise<Generation[]> {
    const place = last && (await this.find(last).catch(() => undefined));
    const behind = place ? this.all.indexOf(place) : this.all.length;
    // Where nothing was read of the last file, its place tells nothing: what is in it now may have come after others.
    const byTime = !place || last?.isBlank;
    const candidates = this.all.filter((other, i) => !other.isPresent && (i > behind || (byTime && other.mtimeMs > seenMs)));
    const unknown = await Promise.all(candidates.map((other) => this.isUnknown(other, known)));
    return candidates.filter((_, i) => unknown[i]);
  }

  private async isUnknown(other: Generation, known: readonly KnownLog[]): Promise<boolean> {
    const head = await this.headOf(other).catch(() => undefined);
    // What can't be read is told by who tries to.
    if (!head) return true;
    return head.length > 0 && !known.some((log) => log.beginsLike(head) && (log.is(other) || (!log.isBlank && !this.holds(log, other))));
  }

  /** Whether a known log lies here as another file than `other`: what begins like a short one is then no copy of it. */
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

/** A compressor removes the file when it is done with it; until then what it made is not whole. */
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
