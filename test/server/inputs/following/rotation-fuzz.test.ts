// Seeded rounds of a writer that rotates at random and a reader that looks, stops in the middle and is resumed at random: what was given
// out after the last stored position is taken back then, as the store would. No line may be missing, none may come twice.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileFollower, type LogPosition } from '../../../../server/inputs/following/file-follower.ts';
import { givenSeed, tries } from '../../../fuzzing.ts';
import { tempFolders } from '../../temp-folder.ts';
import { RotatingWriter } from './rotating-writer.ts';

const newFolder = tempFolders();

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class StoringReader {
  given: string[] = [];
  counted = 0;
  private follower: FileFollower;
  private stored: { at: string; given: number } | undefined;
  private readonly options: { path: string; nowMs: () => number };

  constructor(path: string, nowMs: () => number) {
    this.options = { path, nowMs };
    this.follower = this.create();
  }

  /** `betweenLines` says what happens after each line: whether to store, and whether to end there. */
  async look(betweenLines: () => 'store' | 'end' | undefined = () => undefined): Promise<void> {
    for await (const lines of this.follower.readNew())
      for (const line of lines) {
        this.given.push(line.text);
        const then = betweenLines();
        if (then === 'store') this.store();
        if (then === 'end') return this.restart();
      }
  }

  store(): void {
    this.stored = { at: JSON.stringify(this.follower.position()), given: this.given.length };
  }

  async restart(): Promise<void> {
    await this.close();
    this.given.length = this.stored?.given ?? 0;
    this.follower = this.create();
    this.follower.resume(JSON.parse(this.stored?.at ?? '') as LogPosition);
  }

  async close(): Promise<void> {
    const { truncations, maybeLost, lostFiles } = this.follower.counters;
    this.counted += truncations + maybeLost + lostFiles;
    await this.follower.close();
  }

  private create(): FileFollower {
    return new FileFollower({ ...this.options, from: 'beginning', halfLineMs: Infinity });
  }
}

async function round(seed: number, isLossy: boolean): Promise<{ reader: StoringReader; writer: RotatingWriter }> {
  const random = seeded(seed);
  const writer = new RotatingWriter(join(newFolder(), 'messages'), random);
  const reader = new StoringReader(writer.path, () => writer.seconds * 100);
  await reader.look();
  reader.store();
  const acts: [number, () => void | Promise<void>][] = [
    [6, () => writer.append()],
    [2, () => writer.appendHalf()],
    [1.5, () => writer.rename()],
    [1.5, () => writer.copyTruncate(isLossy && random() < 0.5)],
    [1, () => writer.compress()],
    [isLossy ? 0.5 : 0, () => writer.truncate()],
    [isLossy ? 0.5 : 0, () => writer.recreate()],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  const write = (): void => {
    let at = random() * total;
    void acts.find(([weight]) => (at -= weight) < 0)?.[1]();
  };
  for (let step = 0; step < 40; step++) {
    for (let n = random() * 4; n > 1; n--) write();
    const mayInterleave = random() < 0.3;
    await reader.look(() => {
      if (mayInterleave && random() < 0.2) writer.append();
      return random() < 0.1 ? 'store' : random() < 0.02 ? 'end' : undefined;
    });
    if (random() < 0.3) reader.store();
    if (random() < 0.2) await reader.restart();
  }
  writer.complete();
  for (let n = 0; n < 3; n++) await reader.look();
  await reader.close();
  return { reader, writer };
}

/** Those of the rounds: the same in each `npm test`, others from the seed of `npm run fuzz` on. */
const seeds = (usual: number): number[] => Array.from({ length: tries(40) }, (_, i) => (givenSeed ?? 0) + usual + i);
const sorted = (lines: readonly string[]): string[] => lines.toSorted();

describe('rotation at random, stops at random', () => {
  it('without a way to lose anything: every line once', async () => {
    for (const seed of seeds(1)) {
      const { reader, writer } = await round(seed, false);
      expect(sorted(reader.given), `seed ${seed}`).toEqual(sorted(writer.written));
    }
  });

  it('with truncation, deletion and the window of copytruncate: only what fell to them is missing, and it is counted', async () => {
    for (const seed of seeds(1001)) {
      const { reader, writer } = await round(seed, true);
      const given = new Set(reader.given);
      const missing = writer.written.filter((line) => !given.has(line));
      expect(given.size, `seed ${seed}: no line twice`).toBe(reader.given.length);
      expect(
        missing.filter((line) => !writer.mayBeLost.has(line)),
        `seed ${seed}: lost`,
      ).toEqual([]);
      const torn = reader.given.filter((line) => !writer.written.includes(line));
      const isBeginOfLost = (half: string): boolean => missing.some((line) => writer.mayBeLost.has(line) && line.startsWith(half));
      expect(
        torn.filter((line) => !isBeginOfLost(line)),
        `seed ${seed}: torn`,
      ).toEqual([]);
      expect(missing.length === 0 || reader.counted > 0, `seed ${seed}: counted`).toBe(true);
    }
  });
});
