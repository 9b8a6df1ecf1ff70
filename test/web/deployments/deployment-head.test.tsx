// The head of a deployment's page.
import { expect, test } from 'vitest';
import { DeploymentHead } from '../../../web/deployments/deployment-head.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { deploymentOf, stopped } from './deployment-views.ts';

test('title, status, order and times', () => {
  expect(words(<DeploymentHead summary={stopped.summary} />)).toBe(
    '← All deployments Esc patch 9 ✖ failed starlingx-patch in parallel, at most 2 at once; stops when one fails ' +
      'since 01:05:00 , took 1 m 30 s last report 01:05:00',
  );
  expect(buttons(drawn(<DeploymentHead summary={stopped.summary} />))).toEqual(['← All deployments Esc']);
});

const head = (state: string) => words(<DeploymentHead summary={deploymentOf({ status: 'running', state }).summary} />);

test("the deployer's own word, where it says more than the status", () => {
  expect(head('applying')).toContain('▶ running applying');
  expect(head('running')).not.toContain('running running');
});
