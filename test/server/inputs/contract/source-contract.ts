// What every source must do, whatever it reads. Each source's test calls this with a way to make one and to feed it.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import type { Source } from '../../../../server/inputs/contract/source.ts';
import { Seen } from '../../core/seen.ts';

export const receivedAtMs = Date.UTC(2026, 10, 21, 6);

/** A source with what it reads from. Each is used by one test. */
export interface SourceUnderTest {
  source: Source;
  /** Writes or sends something that is an observation; `n` tells it from others in its evidence. */
  tell(n: number): Promise<void>;
  /** Writes or sends something that nobody can understand. */
  babble(): Promise<void>;
  /** What the source told as its trouble, null when it was over. */
  troubles: Seen<string | null>;
}

/** What is said of machines in what a source pushes. */
export function observationsIn(item: QueueItem): readonly Observation[] {
  return item.kind === 'reading' ? item.observations : [];
}

/** Follows the source; what it pushes is in the answer. */
export async function followed(source: Source): Promise<Seen<Observation>> {
  const seen = new Seen<Observation>();
  await source.follow(async (item) => {
    for (const observation of observationsIn(item)) seen.add(observation);
  });
  return seen;
}

export function testSource(create: () => Promise<SourceUnderTest>): void {
  const start = async (): Promise<SourceUnderTest> => {
    const made = await create();
    onTestFinished(() => made.source.stop());
    await Array.fromAsync(made.source.catchUp());
    return made;
  };

  describe('as every source', () => {
    it('pushes what is told, in order, with its evidence and our time', async () => {
      const { source, tell } = await start();
      const seen = await followed(source);
      for (const n of [1, 2, 3]) await tell(n);
      const observations = await seen.count(3);
      for (const [i, observation] of observations.entries()) {
        expect(observation).toMatchObject({ receivedAtMs, evidence: { source: source.name, text: expect.stringContaining(`${i + 1}`) } });
      }
      expect(source.status()).toMatchObject({ name: source.name, alive: true, trouble: null, lines: 3, observations: 3, odd: 0 });
    });

    it('counts what it does not understand, shows it, and reads on', async () => {
      const { source, tell, babble } = await start();
      const seen = await followed(source);
      await babble();
      await tell(1);
      await seen.count(1);
      expect(source.status()).toMatchObject({ lines: 2, observations: 1, odd: 1, oddExamples: [expect.any(String)] });
    });

    it('waits while the queue is full', async () => {
      const { source, tell } = await start();
      const pushes = new Seen<{ observations: number; take: () => void }>();
      await source.follow(async (item) => {
        const observations = observationsIn(item).length;
        if (observations > 0) await new Promise<void>((take) => pushes.add({ observations, take }));
      });
      for (const n of [1, 2, 3]) await tell(n);
      let observations = 0;
      for (let count = 1; observations < 3; count++) {
        const held = await pushes.count(count);
        expect(held).toHaveLength(count);
        observations += held[count - 1]?.observations ?? 0;
        held[count - 1]?.take();
      }
    });

    it('is not alive once stopped, and may be stopped twice', async () => {
      const { source } = await start();
      await followed(source);
      await source.stop();
      await source.stop();
      expect(source.status().alive).toBe(false);
    });

    it('may be stopped without having been followed', async () => {
      const { source } = await create();
      await expect(source.stop()).resolves.toBeUndefined();
    });
  });
}
