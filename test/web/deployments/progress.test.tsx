// The progress of a deployment, in words and as a bar.
import { expect, test } from 'vitest';
import { Progress, ProgressBar } from '../../../web/deployments/progress.tsx';
import { drawn, words } from '../drawn.tsx';
import { deploymentOf, stopped } from './deployment-views.ts';

test.each([
  [stopped.summary, '1 failed, 1 never begun, 1 done'],
  [deploymentOf().summary, 'no machine yet'],
])('in words', (deployment, text) => {
  expect(words(<Progress deployment={deployment} />)).toBe(text);
});

test('the bar: a part for each status, filled where something happened, hidden from screen readers', () => {
  const html = drawn(<ProgressBar deployment={stopped.summary} />);
  expect([...html.matchAll(/class="([^"]*)" style="flex-grow:1"/g)].map(([, tone]) => tone)).toEqual([
    'bar-filled tone-installed',
    'bar-filled tone-failed',
    '',
  ]);
  expect(html).toMatch(/^<span class="deployment-bar" aria-hidden="true">/);
});
