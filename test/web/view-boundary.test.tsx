// What is shown instead of a view that failed.
import { expect, test } from 'vitest';
import { ViewBoundary } from '../../web/view-boundary.tsx';
import { buttons, drawn, words } from './drawn.tsx';

test('a view that works is shown as it is', () => {
  expect(drawn(<ViewBoundary>the view</ViewBoundary>)).toBe('the view');
});

test('one that fails: that it did, why, and what to do', () => {
  const boundary = new ViewBoundary({ children: 'the view' });
  boundary.state = ViewBoundary.getDerivedStateFromError(new Error('Failed to fetch'));
  const html = drawn(boundary.render());
  expect(words(boundary.render())).toBe('This view cannot be shown. Failed to fetch Reload the page');
  expect(html).toContain('role="alert"');
  expect(buttons(html)).toEqual(['Reload the page']);
});
