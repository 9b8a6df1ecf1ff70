// The machines of a deployment: counts, filter, and why there are none.
import { expect, test } from 'vitest';
import { Machines } from '../../../web/deployments/machines.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { deploymentOf, stopped } from './deployment-views.ts';

const machines = (view = stopped.view) => <Machines deployment={view} scroller={{ current: null }} />;

test('how many, by status, and the export', () => {
  expect(words(machines())).toMatch(/^Machines \(3\)/);
  expect(buttons(drawn(machines()))).toEqual(['✖ 1 failed', '– 1 never begun', '✔ 1 done', 'Export ▾']);
  expect(drawn(machines())).toContain('aria-rowcount="5"');
});

test.each([
  ['none is known', deploymentOf().view, '', 'No machines have been reported yet.'],
  ['none matches', stopped.view, '?view=deployments&deployment=d&member=held', 'No machines match.'],
])('%s', (_, view, address, text) => {
  expect(words(machines(view), { address })).toContain(text);
});
