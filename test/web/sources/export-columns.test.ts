// The exported lists of sources and warnings.
import { expect, test } from 'vitest';
import { sourceColumns, warningColumns } from '../../../web/sources/export-columns.ts';
import { at } from '../views.ts';
import { source } from './told-source.ts';

test('a source: its figures, and the counters that are not zero', () => {
  const row = { source: source({ lines: 12, odd: 1, counters: { rotations: 3, truncations: 0, gaps: 1 } }), rate: 0.5 };
  expect(Object.fromEntries(sourceColumns.map(({ name, of }) => [name, of(row)]))).toMatchObject({
    name: 'messages',
    alive: true,
    linesPerSecond: 0.5,
    lines: 12,
    notUnderstood: 1,
    counters: 'rotations=3 gaps=1',
  });
});

test('a warning', () => {
  const warning = { at: at(0), level: 'warn', text: 'gone', count: 2 } as const;
  expect(warningColumns.map(({ of }) => of(warning))).toEqual([at(0), 'warn', 2, 'gone']);
});
