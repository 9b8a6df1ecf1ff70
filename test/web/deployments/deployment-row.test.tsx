// One deployment in the list.
import { expect, test } from 'vitest';
import { DeploymentRow, When } from '../../../web/deployments/deployment-row.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { at } from '../views.ts';
import { deploymentOf, stopped } from './deployment-views.ts';

test('status, title, deployer, progress, times, and what is wrong', () => {
  expect(words(<DeploymentRow deployment={stopped.summary} />)).toBe(
    '✖ failed patch 9 starlingx-patch 1 failed, 1 never begun, 1 done since 01:05:00 , took 1 m 30 s ' +
      '1 prerequisite broken subcloud-2 failed: no VIM strategy',
  );
});

test('leads to its page, which starts with all machines', () => {
  const [link] = elements(drawn(<DeploymentRow deployment={stopped.summary} />, { address: '?view=deployments' }), 'a');
  expect(link?.attributes['href']).toBe('/?view=deployments&deployment=starlingx:1');
});

test.each([
  ['planned', {}, 'not started'],
  ['running', { status: 'running', startedAt: at(0) }, 'since 01:05:00 , for 30 s'],
  ['done', { status: 'done', startedAt: at(0), endedAt: at(20) }, 'since 01:05:00 , took 20 s'],
  ['lost: up to its last report', { status: 'lost', startedAt: at(0), reportedAt: at(10) }, 'since 01:05:00 , took 10 s'],
] as const)('%s', (_, told, text) => {
  expect(words(<When deployment={deploymentOf(told).summary} />, { nowSecond: 30 })).toBe(text);
});

test('without a title it has its id, and its user', () => {
  expect(words(<DeploymentRow deployment={deploymentOf({ title: '', user: 'anna' }).summary} />)).toBe(
    '· planned starlingx:1 starlingx-patch no machine yet anna · not started',
  );
});
