// The exported lists of deployments and machines.
import { expect, test } from 'vitest';
import { deploymentColumns, memberColumns } from '../../../web/deployments/deployment-columns.ts';
import { at } from '../views.ts';
import { stopped } from './deployment-views.ts';

test('a deployment: how many machines of each status', () => {
  expect(Object.fromEntries(deploymentColumns.map(({ name, of }) => [name, of(stopped.summary)]))).toMatchObject({
    id: 'starlingx:1',
    status: 'failed',
    done: 1,
    failed: 1,
    'not-started': 1,
    held: 0,
    brokenPrerequisites: 1,
    startedAt: at(0),
  });
});

test('a machine: why it was not deployed', () => {
  const [, , third] = stopped.view.members;
  expect(third && Object.fromEntries(memberColumns.map(({ name, of }) => [name, of(third)]))).toMatchObject({
    backend: 'subcloud-3',
    batch: '2',
    status: 'not-started',
    why: expect.stringContaining('subcloud-2 failed') as string,
  });
});
