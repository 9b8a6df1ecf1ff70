// `checklist deployments` against a real service that has read the deployers' stories and follows a Kadeploy server.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeploymentSummary } from '../../../state-machines/deployment/deployment.ts';
import { failedNode, liveDeployment, tellDeploymentStory, type DeploymentStory } from '../../deployment-story.ts';
import { run } from './run.ts';

let story: DeploymentStory;
beforeAll(async () => {
  story = await tellDeploymentStory(12);
  const known = async (): Promise<DeploymentSummary[]> => {
    const answer = await fetch(`${story.server.url}/api/v1/deployments`);
    return ((await answer.json()) as { deployments: DeploymentSummary[] }).deployments;
  };
  const isThere = async (): Promise<void> => {
    if ((await known()).find(({ id }) => id === liveDeployment)?.counts.failed !== 1) throw new Error('not yet');
  };
  await vi.waitFor(isThere, { timeout: 20_000 });
});
afterAll(() => story.stop());

const told = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await run([...args, '--url', story.server.url]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
};

describe('checklist deployments', () => {
  it('lists them, the newest first, each with what is wrong', async () => {
    const lines = (await told('deployments')).split('\n');
    expect(lines[0]).toMatch(/^▶ running {2}debian-base:1 .*: 1 failed, 9 running, 2 done {2}lnussbaum, since .*, kadeploy:D-9a87115b/);
    expect(lines).toContainEqual(expect.stringMatching(/^✖ failed {3}StarlingX sw-deploy: 1 failed, 2 never begun, 1 done {2}since /));
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}2 prerequisites broken$/));
    expect(lines).toContainEqual(expect.stringMatching(/^✔ done {5}.*: 2 held/));
  });

  it('shows one: who failed first, who was never begun, prerequisites, batches', async () => {
    const { deployments } = JSON.parse(await told('deployments', '--json')) as { deployments: DeploymentSummary[] };
    const id = deployments.find(({ workflow }) => workflow.startsWith('starlingx'))?.id ?? '';
    const text = await told('deployments', id);
    expect(text).toMatch(/in parallel, at most 2 at once; stops when one fails/);
    expect(text).toMatch(/^ {4}failed first: subcloud-1 at .*VIM/m);
    expect(text).toMatch(/^ {4}2 never begun: the deployment stopped when subcloud-1 failed$/m);
    expect(text).toMatch(/^\? unknown {2}no management-affecting alarms: /m);
    expect(text).toMatch(/^Batch 1 {2}1 failed, 1 done\n✖ failed {7}subcloud-1 /m);
    expect(text).toMatch(/^Batch 2 {2}2 never begun\n– never begun {2}subcloud-3/m);
    expect(JSON.parse(await told('deployments', id, '--json'))).toMatchObject({
      id,
      members: [{ backend: 'subcloud-1', why: null }, {}, {}, {}],
    });
  });

  it('says that one is not known', async () => {
    const { code, stderr } = await run(['deployments', 'nothing', '--url', story.server.url]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('no deployment is called nothing')]);
  });

  it('the status tells who deploys, the try, and what stopped', async () => {
    const text = await told('status');
    expect(text).toMatch(/^✖ StarlingX sw-deploy stopped: subcloud-1 failed, 2 never begun {2}since /m);
    expect(text).toMatch(new RegExp(`^✖ failed +${failedNode} +Kadeploy 3 +`, 'm'));
    expect(text).toMatch(/^▶ installing nova-3\S+ +Kadeploy 3 .*try 2 of BootNewEnv \(BootNewEnvHardReboot\)$/m);
    expect(text).toMatch(/^✔ installed +mzone7204-node1 +HostOS .*; bundle-order: A fresh install deploys every bundle/m);
    expect(text).toMatch(/^‖ waiting .*held at a breakpoint after /m);
  });
});
