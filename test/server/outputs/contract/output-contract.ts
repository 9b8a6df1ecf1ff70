// What every output must do, wherever it puts the changes. Each output's test calls this with a way to make one.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Change } from '../../../../server/core/change.ts';
import type { Output } from '../../../../server/outputs/contract/output.ts';
import { change } from '../../core/changes.ts';

export interface OutputUnderTest {
  output: Output;
  /** What has come out at the other end, in its order. */
  written(): string;
}

const kinds = ['reached', 'repeated', 'failed', 'late', 'waiting', 'stalled', 'abandoned', 'dissolved', 'text'] as const;

export function testOutput(create: () => OutputUnderTest | Promise<OutputUnderTest>): void {
  const start = async (): Promise<OutputUnderTest> => {
    const made = await create();
    onTestFinished(() => made.output.close());
    return made;
  };

  describe('as every output', () => {
    it('takes every kind of change at once, and answers nothing', async () => {
      const { output } = await start();
      const changes: Change[] = [...kinds.map((kind, i) => change({ kind }, i + 1)), { type: 'gone', seq: kinds.length + 1, id: 'other' }];
      for (const one of changes) expect(output.take(one)).toBeUndefined();
    });

    it('has written everything, in order, when it is closed', async () => {
      const { output, written } = await start();
      for (let n = 1; n <= 500; n++) output.take(change({ stage: `Stage_${n}_` }, n));
      await output.close();
      const numbers = [...written().matchAll(/Stage_(\d+)_/g)].map(([, n]) => Number(n));
      expect([...new Set(numbers)]).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    });

    it('can be waited for, and closed twice', async () => {
      const { output } = await start();
      await output.ready?.();
      output.take(change());
      await output.close();
      await expect(output.close()).resolves.toBeUndefined();
    });
  });
}
