// The top line of the page.
import { expect, test } from 'vitest';
import { PageHead } from '../../web/page-head.tsx';
import { drawn, words } from './drawn.tsx';
import { snapshot } from './views.ts';

test.each([
  ['connecting', {}, '○ connecting'],
  ['live', { frames: [snapshot([])] }, '● live'],
  ['lost', { lost: true }, '✖ not connected'],
])('says whether the page is %s', (_, drawing, state) => {
  expect(words(<PageHead />, drawing)).toContain(state);
  expect(drawn(<PageHead />, drawing)).toMatch(/role="status" class="connection connection-(live|connecting|lost)"/);
});

test.each([
  ['', true],
  ['?view=grid', true],
  ['?view=events', true],
  ['?view=sources', false],
  ['?view=deployments', false],
  ['?backend=n1', false],
])('at %j: a search box: %s', (address, there) => {
  expect(drawn(<PageHead />, { address }).includes('type="search"')).toBe(there);
});

test('the name of the program leads to everything', () => {
  expect(drawn(<PageHead />, { address: '?view=grid&status=failed&search=n1' })).toContain('<a href="/">install-checklist</a>');
});
