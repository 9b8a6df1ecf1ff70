// The line above sources whose state is old.
import { expect, test } from 'vitest';
import { StaleSources } from '../../../web/sources/stale-sources.tsx';
import { words } from '../drawn.tsx';
import { at } from '../views.ts';

test.each([
  [null, '· State at 01:05:00 ; the current state is unknown'],
  ['the server does not answer', '▲ State at 01:05:00 ; the current state is unknown: the server does not answer'],
])('because of %s', (problem, text) => {
  expect(words(<StaleSources at={at(0)} problem={problem} />)).toBe(text);
});
