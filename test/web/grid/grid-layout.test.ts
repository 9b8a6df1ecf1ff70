import { describe, expect, it } from 'vitest';
import { layOut, neighbour, type Direction } from '../../../web/grid/grid-layout.ts';
import { rackOf } from '../../../web/grid/rack-of.ts';
import { backend } from '../views.ts';

describe('the rack of', () => {
  it.each([
    ['backend-3-17', 'backend-3'],
    ['node07.cluster', 'node'],
    ['r2n4-ib', 'r2n'],
    ['10.1.1.7', '10.1.1'],
    ['login', null],
    ['17', null],
    ['52:54:00:aa:00:10', null],
  ])('%s: %s', (name, rack) => {
    expect(rackOf(name)).toBe(rack);
  });
});

const racks = (...sizes: number[]) => sizes.flatMap((size, rack) => Array.from({ length: size }, (_, i) => backend(`r${rack}-${i}`)));

/** `r0 2 | r1 2` for a line with two pieces of two cells; `+` for a rack that goes on. */
const textsOf = (sizes: number[], widthPx: number): string[] =>
  layOut(racks(...sizes), widthPx).lines.map((line) =>
    line.map(({ rack, begins, cells }) => `${begins ? rack : '+'} ${cells.length}`).join(' | '),
  );

it.each([
  [[2, 2], 300, ['r0 2', 'r1 2']],
  [[2, 2, 2], 450, ['r0 2 | r1 2', 'r2 2']],
  [[2, 2, 2], 700, ['r0 2 | r1 2 | r2 2']],
  // Ten do not fit in six: two equal pieces.
  [[10], 84 + 6 * 30, ['r0 5', '+ 5']],
  [[], 300, []],
  [[3], 10, ['r0 1', '+ 1', '+ 1']],
])('racks of %j in %i pixels: %j', (sizes, widthPx, lines) => {
  expect(textsOf(sizes, widthPx)).toEqual(lines);
});

describe('from', () => {
  // r0: 0 1 2   r1: 0 1 | r2: 0 1 2
  const { lines } = layOut(racks(3, 2, 3), 2 * (84 + 90 + 24));
  it.each<[string | null, Direction, string]>([
    [null, 'right', 'r0-0'],
    ['gone', 'down', 'r0-0'],
    ['r0-0', 'right', 'r0-1'],
    ['r0-2', 'right', 'r1-0'],
    ['r1-1', 'right', 'r2-0'],
    ['r2-2', 'right', 'r2-2'],
    ['r0-0', 'left', 'r0-0'],
    ['r1-0', 'left', 'r0-2'],
    ['r2-0', 'left', 'r1-1'],
    ['r0-1', 'down', 'r2-1'],
    ['r1-1', 'down', 'r2-1'],
    ['r2-2', 'up', 'r0-2'],
    ['r0-0', 'up', 'r0-0'],
    ['r2-0', 'down', 'r2-0'],
  ])('%s to the %s: %s', (id, direction, next) => {
    expect(neighbour(lines, id, direction)?.id).toBe(next);
  });
});

it('nobody is beside anybody where nothing is', () => {
  expect(neighbour([], 'a', 'left')).toBeNull();
});
