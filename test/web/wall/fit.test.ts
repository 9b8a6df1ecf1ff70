import { describe, expect, it } from 'vitest';
import { fitRows, letterSize, moreWords, type WallRow } from '../../../web/wall/fit.ts';
import { backend } from '../views.ts';

const rowsOf = (urgency: WallRow['urgency'], count: number): WallRow[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'backend', backend: backend(`${urgency}-${i}`), urgency }));

describe('rows that fit', () => {
  it.each([
    // Two lines take 3.7, one takes 2.1, the words of what is left out 1.8.
    [0, 0, 10, 0],
    [2, 0, 7.4, 2],
    [2, 0, 7.3, 1],
    [1, 2, 7.9, 3],
    [1, 2, 7.8, 2],
    [3, 0, 9, 1],
    [5, 0, 3, 0],
  ])('of %i that need somebody and %i that install, in %f: %i', (needy, installing, em, count) => {
    const rows = [...rowsOf('needs you', needy), ...rowsOf('installing', installing)];
    expect(fitRows(rows, em)).toEqual(rows.slice(0, count));
  });
});

it.each([
  [0, 0, 0, null],
  [3, 0, 1, '2 more need you'],
  [1, 1_500, 1, '1,500 more installing, acknowledged or muted'],
  [3, 2, 1, '2 more need you · 2 more installing, acknowledged or muted'],
])('of %i and %i, %i shown: %s', (needy, installing, shown, words) => {
  expect(moreWords([...rowsOf('needs you', needy), ...rowsOf('installing', installing)], shown)).toBe(words);
});

it('letters are larger where there is less to say, and never too small to be letters', () => {
  const screen = { width: 1920, height: 1080 };
  expect(letterSize(screen, 0)).toBeGreaterThan(letterSize(screen, 200));
  expect(letterSize({ width: 10, height: 10 }, 0)).toBe(11);
});
