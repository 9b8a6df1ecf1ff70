// Reading the feed in components.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { useFeedState, useServerSecond, useServerTenSeconds } from '../../../web/feed/hooks.ts';
import { words } from '../drawn.tsx';
import { at, backend, snapshot, zeroMs } from '../views.ts';

function Names() {
  return [...useFeedState('backends').keys()].join();
}

function Clocks() {
  return [useServerSecond(), useServerTenSeconds()].map((ms) => (ms - zeroMs) / 1000).join(' ');
}

test('a field of the state', () => {
  expect(words(<Names />, { frames: [snapshot([backend('a'), backend('b')])] })).toBe('a,b');
});

test.each([
  [17.9, '17 10'],
  [20, '20 20'],
])('the clock at second %s, in full seconds and in tens', (nowSecond, expected) => {
  expect(words(<Clocks />, { nowSecond })).toBe(expected);
});

test('a component outside of the feed says so', () => {
  expect(() => renderToStaticMarkup(<Names />)).toThrow('outside of FeedContext');
});

test('the clock is the one of the server', () => {
  const frames = [{ type: 'time', seq: 1, serverTime: at(0), startedAt: at(-60), reached: {} } as const];
  expect(words(<Clocks />, { frames, nowSecond: 5 })).toBe('5 0');
});
