import { describe, expect, it } from 'vitest';
import { extendStages } from '../../../state-machines/workflow/extension.ts';
import { stageSchema } from '../../../state-machines/workflow/schema.ts';

const base = ['A', 'B', 'C'].map((name) => stageSchema.parse({ name, group: 'dhcp', limitSeconds: 10 }));
const namesAfter = (...changes: Parameters<typeof extendStages>[1]) => extendStages(base, changes).map(({ name }) => name);

it.each<[string, Parameters<typeof extendStages>[1][number], string[]]>([
  ['adds after', { name: 'New', group: 'tftp', after: 'A' }, ['A', 'New', 'B', 'C']],
  ['adds before', { name: 'New', group: 'tftp', before: 'A' }, ['New', 'A', 'B', 'C']],
  ['moves', { name: 'C', before: 'A' }, ['C', 'A', 'B']],
  ['removes', { name: 'B', remove: true }, ['A', 'C']],
  ['changes in place', { name: 'B', limitSeconds: 20 }, ['A', 'B', 'C']],
])('%s', (_, change, names) => {
  expect(namesAfter(change)).toEqual(names);
});

it('null takes a limit away, and the base stays as it was', () => {
  expect(extendStages(base, [{ name: 'B', limitSeconds: null }])[1]?.limitSeconds).toBeUndefined();
  expect(base[1]?.limitSeconds).toBe(10);
});

describe('mistakes', () => {
  it('are listed all at once, each with its stage', () => {
    const changes = [
      { name: 'Gone', remove: true as const },
      { name: 'New', group: 'tftp' as const },
      { name: 'Other', after: 'A' },
    ];
    expect(() => extendStages(base, changes)).toThrow(
      /stages\.Gone\.remove: no such stage; stages\.New: set after: or before: .*; stages\.Other\.group: /,
    );
  });
});
