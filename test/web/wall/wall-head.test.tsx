// The top line of the wall.
import { expect, test } from 'vitest';
import { WallHead } from '../../../web/wall/wall-head.tsx';
import { drawn, words } from '../drawn.tsx';
import { snapshot } from '../views.ts';

test.each([
  ['connecting', {}, 'install-checklist ○ connecting'],
  ['live', { frames: [snapshot([])], nowSecond: 5 }, 'install-checklist ● live 01:05:05 UTC'],
  [
    'lost',
    { frames: [snapshot([])], nowSecond: 65, lost: true },
    'install-checklist ✖ not connected since 01:05:00. The page shows the state at that time. 01:06:05 UTC',
  ],
])('%s', (_, drawing, text) => {
  expect(words(<WallHead />, drawing)).toBe(text);
});

test('a lost connection cannot be overlooked', () => {
  expect(drawn(<WallHead />, { lost: true })).toContain('wall-lost');
});
