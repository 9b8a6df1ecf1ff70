// The list of deployments.
import { expect, test } from 'vitest';
import { DeploymentList } from '../../../web/deployments/deployment-list.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { at, snapshot } from '../views.ts';
import { deploymentOf } from './deployment-views.ts';

const named = (id: string, second: number | null) =>
  deploymentOf({ id, title: id, startedAt: second === null ? null : at(second) }).summary;

test('planned ones first, then the newest', () => {
  const frames = [snapshot([], { deployments: [named('old', 0), named('planned', null), named('new', 9)] })];
  expect(elements(drawn(<DeploymentList />, { frames }), 'a').map(({ text }) => text)).toEqual(['planned', 'new', 'old']);
  expect(words(<DeploymentList />, { frames })).toMatch(/^Deployments \(3\) Export/);
});

test('none: what would appear here', () => {
  expect(words(<DeploymentList />, { frames: [snapshot([])] })).toMatch(/^No deployment has been seen yet\. A deployment is one operation/);
});
