// The counts by status, as buttons.
import { expect, test } from 'vitest';
import { countByStatus } from '../../../../state-machines/view/urgency.ts';
import { StatusFilter } from '../../../../web/fleet/filters/status-filter.tsx';
import { drawn, elements } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { backend } from '../../views.ts';

const known = [backend('n1'), backend('n2'), played(stories.failed, 'n3').backend];
const filter = (...chosen: ('failed' | 'late')[]) =>
  elements(drawn(<StatusFilter counts={countByStatus(known)} needy={new Set(['failed'])} chosen={chosen} />), 'button');

test('most urgent first, each with its glyph and count', () => {
  expect(filter().map(({ text }) => text)).toEqual([
    '✖ 1 failed',
    '■ 0 stalled',
    '◷ 0 late',
    '‖ 0 waiting',
    '▶ 0 installing',
    '✔ 0 installed',
    '◌ 0 abandoned',
    '· 2 idle',
  ]);
});

const disabled = (...chosen: ('failed' | 'late')[]) => filter(...chosen).filter(({ attributes }) => 'disabled' in attributes).length;

test('a status that no backend has cannot be chosen, but can be left', () => {
  expect([disabled(), disabled('late')]).toEqual([6, 5]);
});

test('says which are chosen, and which need attention', () => {
  expect(filter('late').filter(({ attributes }) => attributes['aria-pressed'] === 'true')).toMatchObject([{ text: '◷ 0 late' }]);
  expect(filter().filter(({ attributes }) => attributes['class']?.includes('trouble'))).toMatchObject([{ text: '✖ 1 failed' }]);
});
