// The tabs: which there are, and which is the current one.
import { expect, test } from 'vitest';
import { Tabs } from '../../web/tabs.tsx';
import { drawn, elements } from './drawn.tsx';
import { deploymentOf } from './deployments/deployment-views.ts';
import { snapshot } from './views.ts';

const tabs = (address: string, deployments = false) => {
  const frames = [snapshot([], { deployments: deployments ? [deploymentOf().summary] : [] })];
  return elements(drawn(<Tabs />, { address, frames }), 'a').map(
    ({ text, attributes }) => `${text}${attributes['aria-current'] ? '*' : ''}`,
  );
};

test.each([
  ['', false, 'table* grid events sources'],
  ['?view=events', false, 'table grid events* sources'],
  ['', true, 'table* grid deployments events sources'],
  ['?view=deployments', false, 'table grid deployments* events sources'],
  ['?backend=n1', false, 'table* grid events sources'],
])('at %j, with deployments: %s', (address, deployments, expected) => {
  expect(tabs(address, deployments).join(' ')).toBe(expected);
});

test('a tab leaves the open backend', () => {
  const grid = elements(drawn(<Tabs />, { address: '?backend=n1&search=n' }), 'a')[1];
  expect(grid?.attributes['href']).toBe('/?view=grid&search=n');
});
