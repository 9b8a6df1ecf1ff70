// What every sink must do, wherever it puts the changes. Each sink's test calls this with a way to make one.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Change } from '../../../../server/core/change.ts';
import type { Sink } from '../../../../server/outputs/contract/output.ts';
import { change } from '../../core/changes.ts';

export interface SinkUnderTest {
  sink: Sink;
  /** What has come out at the other end, in its order. */
  written(): string;
}

const kinds = ['reached', 'repeated', 'failed', 'late', 'waiting', 'stalled', 'abandoned', 'dissolved', 'text'] as const;

export function testSink(create: () => SinkUnderTest | Promise<SinkUnderTest>): void {
  const start = async (): Promise<SinkUnderTest> => {
    const made = await create();
    onTestFinished(() => made.sink.close());
    return made;
  };

  describe('as every sink', () => {
    it('takes every kind of change at once, and answers nothing', async () => {
      const { sink } = await start();
      const changes: Change[] = [...kinds.map((kind, i) => change({ kind }, i + 1)), { type: 'gone', seq: kinds.length + 1, id: 'other' }];
      for (const one of changes) expect(sink.take(one)).toBeUndefined();
    });

    it('has written everything, in order, when it is closed', async () => {
      const { sink, written } = await start();
      for (let n = 1; n <= 500; n++) sink.take(change({ stage: `Stage_${n}_` }, n));
      await sink.close();
      const numbers = [...written().matchAll(/Stage_(\d+)_/g)].map(([, n]) => Number(n));
      expect([...new Set(numbers)]).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    });

    it('can be waited for, and closed twice', async () => {
      const { sink } = await start();
      await sink.ready?.();
      sink.take(change());
      await sink.close();
      await expect(sink.close()).resolves.toBeUndefined();
    });
  });
}
