import { expect, it } from 'vitest';
import { listenOnLoopback } from '../inputs/network/listener.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService } from '../service/test-service.ts';
import { writeFileSync } from 'node:fs';
import { loadWorkflows } from '../../../server/settings/workflow-files.ts';
import { probedRuns } from '../../../server/core/probed-runs.ts';
import { Monitor } from '../../../server/core/monitor.ts';
import { declared, observation } from './changes.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

const newFolder = tempFolders();
const machine = { ...declared, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };

/** Stacki's workflow, with a probe of that port. */
function workflowsWithProbe(port: number) {
  const folder = newFolder();
  const probe = { name: 'stacki-sles-12', extends: 'stacki-sles-12', online: { probe: { port, everySeconds: 1 } } };
  writeFileSync(`${folder}/probe.yaml`, JSON.stringify(probe));
  return loadWorkflows(folder);
}

const steps = [
  { kind: 'tftp', file: 'vmlinuz', error: null },
  { kind: 'http', path: '/install/sbin/public/setPxeboot.cgi', query: '', status: 200 },
  { kind: 'tftp', file: 'chain.c32', error: null },
] as const;

const told = (port: number | null) => {
  const workflows = port === null ? loadWorkflows(undefined) : workflowsWithProbe(port);
  const monitor = new Monitor({ workflows, inventory: [machine], outputs: [], log: keptLog().log });
  return steps.map((sight) => {
    monitor.dispatcher.dispatch(readingOf(observation(sight)));
    return [...probedRuns(monitor.registry)].map(({ port: probed, hasRebooted }) => [probed, hasRebooted]);
  });
};

it('are those of workflows that ask for it, once the machine boots from its disk', () => {
  expect(told(null)).toEqual([[], [], []]);
  expect(told(2222)).toEqual([[], [[2222, false]], [[2222, true]]]);
});

it('come to their end in the whole service', async () => {
  const { port } = await listenOnLoopback();
  const service = await startTestService(newFolder(), { inventory: [machine], workflows: workflowsWithProbe(port) });
  const end = service.changes.next((one) => one.type === 'transition' && one.transition.stage === 'Reboot_Okay');
  for (const sight of steps) await service.see(sight);
  expect(await end).toMatchObject({ transition: { kind: 'reached', status: 'installed', evidence: { source: 'probe' } } });
});
