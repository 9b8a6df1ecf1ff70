// Lines a second from two answers of the server.
import { expect, test } from 'vitest';
import { linesPerSecond, rateText } from '../../../web/sources/rate.ts';
import type { SourcesView } from '../../../state-machines/view/source-view.ts';
import { at } from '../views.ts';
import { source } from './told-source.ts';

const told = (second: number, lines: number, name = 'messages'): SourcesView => ({
  serverTime: at(second),
  sources: [source({ name, lines })],
});

test.each([
  { what: 'no answer', answers: [], rate: null },
  { what: 'one answer', answers: [told(0, 10)], rate: null },
  { what: 'two', answers: [told(0, 10), told(2, 35)], rate: 12.5 },
  { what: 'the oldest and the newest of several', answers: [told(0, 10), told(2, 10), told(4, 12)], rate: 0.5 },
  { what: 'nothing new', answers: [told(0, 10), told(2, 10)], rate: 0 },
  { what: 'a service that counts anew', answers: [told(0, 10), told(2, 3)], rate: null },
  { what: 'a source that was not there', answers: [told(0, 10, 'other'), told(2, 12)], rate: null },
  { what: 'two answers of the same moment', answers: [told(2, 10), told(2, 12)], rate: null },
])('$what: $rate', ({ answers, rate }) => {
  expect(linesPerSecond('messages', answers)).toBe(rate);
});

test.each([
  [null, '—'],
  [0, '0'],
  [0.04, '< 0.1'],
  [2.55, '2.5'],
  [12.5, '13'],
  [12_345.6, '12,346'],
])('%j is shown as %j', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});
