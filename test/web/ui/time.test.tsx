// A time on the page: short, with the whole of it for programs and in the tooltip.
import { expect, test } from 'vitest';
import { Time } from '../../../web/ui/time.tsx';
import { drawn } from '../drawn.tsx';
import { at, zeroMs } from '../views.ts';

const day = 24 * 3_600_000;

test.each([
  ['today', zeroMs + 60_000, '01:05:07'],
  ['long ago', zeroMs + 3 * day, '2026-11-21 01:05:07'],
])('%s', (_, nowMs, text) => {
  expect(drawn(<Time at={at(7)} nowMs={nowMs} />)).toBe(`<time dateTime="${at(7)}" title="${at(7)}">${text}</time>`);
});
