// The wall: loading, empty, counts.
import { expect, test } from 'vitest';
import { Wall } from '../../../web/wall/wall.tsx';
import { drawn, words } from '../drawn.tsx';
import { backend, snapshot } from '../views.ts';

test.each([
  ['loading', {}, /Loading the backends/],
  ['no machine yet', { frames: [snapshot([])] }, /No machine has been seen yet\./],
  ['machines', { frames: [snapshot([backend('n1')])] }, /· 1 idle 1 backends ✔ Nothing needs you$/],
])('%s', (_, drawing, text) => {
  expect(words(<Wall />, drawing)).toMatch(text);
});

test('nothing to press', () => {
  expect(drawn(<Wall />, { frames: [snapshot([backend('n1')])] })).not.toContain('<button');
});
