// What a view shows before the first snapshot is complete.
import { expect, test } from 'vitest';
import { NotLoaded } from '../../web/not-loaded.tsx';
import { drawn, words } from './drawn.tsx';
import { backend, snapshot } from './views.ts';

test.each([
  ['connecting', {}, 'Loading the backends boot-1:4080'],
  ['a part has arrived', { frames: [snapshot([backend('n1')], { total: 4_500 })] }, 'Loading the backends 1 of 4,500 backends'],
  [
    'not connected',
    { lost: true },
    'Nothing to show yet The page keeps trying to connect and shows the backends as soon as the server answers.',
  ],
])('%s', (_, drawing, text) => {
  expect(words(<NotLoaded />, drawing)).toBe(text);
});

test('is marked as busy, with the progress for screen readers', () => {
  const html = drawn(<NotLoaded />, { frames: [snapshot([backend('n1')], { total: 4 })] });
  expect(html).toContain('aria-busy="true"');
  expect(html).toContain('<progress max="4" value="1" aria-label="1 of 4 backends">');
});
