// The parameters of a deployment.
import { expect, test } from 'vitest';
import { Parameters } from '../../../web/deployments/parameters.tsx';
import { drawn, words } from '../drawn.tsx';
import { stopped } from './deployment-views.ts';

test('names and values, as the deployer shows them', () => {
  expect(words(<Parameters parameters={stopped.view.parameters} />)).toBe('Parameters max-parallel 2');
});

test('none: nothing', () => {
  expect(drawn(<Parameters parameters={{}} />)).toBe('');
});
