// The controls above the table and the grid.
import { expect, test } from 'vitest';
import { Controls } from '../../../../web/fleet/filters/controls.tsx';
import { buttons, drawn } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { backend, snapshot } from '../../views.ts';

const known = [played(stories.failed, 'n1').backend, backend('n2', { workflow: 'rhel' })];

test('counts, filters where there is a choice, and the export', () => {
  const html = drawn(<Controls all={known} shown={known} />, { frames: [snapshot(known)] });
  expect(buttons(html)).toContain('✖ 1 failed');
  expect(buttons(html).at(-1)).toBe('Export ▾');
  expect(html).toContain('aria-label="Filter by workflow"');
});

test('the counts are of all, the export is of what is shown', () => {
  const html = drawn(<Controls all={known} shown={[]} />, { frames: [snapshot(known)] });
  expect(buttons(html)).toContain('✖ 1 failed');
  expect(html).toMatch(/<button[^>]*disabled=""[^>]*>Export/);
});
