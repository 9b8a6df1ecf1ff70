// What the browser's tab shows: title, icon and data-connection.
import { expect, test } from 'vitest';
import { showTrouble } from '../../web/trouble-signal.ts';
import { feedOf, type Drawing } from './drawn.tsx';
import { played, stories } from './played.ts';
import { snapshot } from './views.ts';

function shown(drawing: Drawing, then: (feed: ReturnType<typeof feedOf>) => void = () => {}) {
  const icon = { href: '', getAttribute: () => icon.href };
  const page = { title: '', documentElement: { dataset: {} as Record<string, string> }, querySelector: () => icon };
  const feed = feedOf(drawing);
  showTrouble(feed, page as unknown as Document);
  then(feed);
  return { title: page.title, connection: page.documentElement.dataset['connection'], icon: decodeURIComponent(icon.href) };
}

const failed = snapshot([played(stories.failed, 'n1').backend, played(stories.late, 'n2').backend]);

test('trouble is counted, in red', () => {
  const { title, connection, icon } = shown({ frames: [failed] });
  expect([title, connection]).toEqual(['(2) install-checklist', 'live']);
  expect(icon).toMatch(/fill="#c62828".*>2<\/text>/);
});

test.each([
  ['all is well: a green tick', { frames: [snapshot([])] }, 'install-checklist', /fill="#1a7f37".*>✓</],
  ['not connected yet: grey, unknown', {}, 'install-checklist', /fill="#777".*>\?</],
  ['lost: the last count, in grey', { frames: [failed], lost: true }, '(2) not connected · install-checklist', /fill="#777".*>2</],
] as const)('%s', (_, drawing, title, icon) => {
  const tab = shown(drawing);
  expect(tab.title).toBe(title);
  expect(tab.icon).toMatch(icon);
});

test('follows the feed', () => {
  expect(shown({ frames: [snapshot([])] }, ({ store }) => store.apply({ ...failed, boot: 'second' })).title).toBe('(2) install-checklist');
});
