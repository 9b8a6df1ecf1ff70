// The server's time in the top line.
import { expect, test } from 'vitest';
import { ServerTime } from '../../web/server-time.tsx';
import { drawn, words } from './drawn.tsx';
import { snapshot } from './views.ts';

test('nothing before the first snapshot: the time is unknown', () => {
  expect(drawn(<ServerTime />)).toBe('');
});

test('the time, its zone, and what a click does', () => {
  const drawing = { frames: [snapshot([])], nowSecond: 75 };
  expect(words(<ServerTime />, drawing)).toBe('01:06:15 UTC . Show times in local time');
  expect(drawn(<ServerTime />, drawing)).toContain('Show all times in local time.');
});
