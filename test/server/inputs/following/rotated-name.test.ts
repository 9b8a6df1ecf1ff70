import { describe, expect, it } from 'vitest';
import { compareAges, readRotatedName } from '../../../../server/inputs/following/rotated-name.ts';

describe('a name', () => {
  it.each([
    ['messages', 'messages', [], null],
    ['messages.1', 'messages', [0, 1], null],
    ['messages.10.gz', 'messages', [0, 10], 'gz'],
    ['messages-20261120', 'messages', [1, -2026112000, -0], null],
    ['messages-20261120.zst', 'messages', [1, -2026112000, -0], 'zst'],
    ['messages-2026112004.xz', 'messages', [1, -2026112004, -0], 'xz'],
    ['messages-20261120-2.gz', 'messages', [1, -2026112000, -2], 'gz'],
    // Not what logrotate makes.
    ['access.log', 'access.log', [], null],
    ['messages.12345', 'messages.12345', [], null],
    ['messages-2026', 'messages-2026', [], null],
    ['messages-202611201', 'messages-202611201', [], null],
    ['messages.bz2', 'messages.bz2', [], null],
    ['messages.gz', 'messages', [], 'gz'],
    ['.1', '.1', [], null],
    ['', '', [], null],
  ])('%s is of %s', (fileName, name, age, packing) => {
    expect(readRotatedName(fileName)).toEqual({ name, age, packing });
  });
});

it.each([
  [['messages.10.gz', 'messages.9', 'messages.2.gz', 'messages.1', 'messages']],
  [['messages-20251231', 'messages-20261120.gz', 'messages-20261120-1', 'messages-20261120-10', 'messages-2026112004', 'messages']],
])('oldest first: %s', (names) => {
  const sorted = names.toReversed().toSorted((a, b) => compareAges(readRotatedName(a), readRotatedName(b)));
  expect(sorted).toEqual(names);
});

it('what is packed is as old as what is not', () => {
  expect(compareAges(readRotatedName('messages.1'), readRotatedName('messages.1.gz'))).toBe(0);
});
