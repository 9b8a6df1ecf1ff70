// What went wrong in a deployment.
import { expect, test } from 'vitest';
import { DeploymentWhy } from '../../../web/deployments/deployment-why.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { at, backend, snapshot } from '../views.ts';
import { deploymentOf, member, stopped } from './deployment-views.ts';

test('the error, the first failure, and those never started', () => {
  expect(words(<DeploymentWhy deployment={stopped.view} />)).toBe(
    'Error subcloud-2 failed: no VIM strategy First failure subcloud-2 at 01:06:20 , in batch 1 ' +
      'Not deployed 1 never begun: the deployment stopped when subcloud-2 failed',
  );
});

test('the first failure in its own words, and how many followed', () => {
  const members = [
    member('n2', { status: 'failed', state: 'failed', detail: 'no port', endedAt: at(9) }),
    member('n1', { status: 'failed', state: 'failed', detail: 'no disk', endedAt: at(5) }),
  ];
  expect(words(<DeploymentWhy deployment={deploymentOf({ status: 'failed', members }).view} />)).toBe(
    'First failure n1 at 01:05:05 : no disk 1 more failed after it',
  );
});

test('a known machine is a link', () => {
  const drawing = { frames: [snapshot([backend('id-2', { host: 'subcloud-2' })])] };
  expect(elements(drawn(<DeploymentWhy deployment={stopped.view} />, drawing), 'a')).toMatchObject([
    { text: 'subcloud-2', attributes: { href: '/?backend=id-2' } },
  ]);
});

test('all is well: nothing', () => {
  expect(drawn(<DeploymentWhy deployment={deploymentOf().view} />)).toBe('');
});
