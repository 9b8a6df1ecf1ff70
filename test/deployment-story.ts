// The deployers together, as an admin may find them: the recorded stories of Kadeploy, StarlingX and HostOS, and a Kadeploy server with one more
// deployment that is under way. For screenshots, and for tests in the browser.
import { KadeployServer, type FakeNode } from './deployers/kadeploy-server.ts';
import { repository } from './program.ts';
import type { Machines } from './web/browsing.ts';
import { automata, broadcast, hard, kexec, set } from './deployers/nova.ts';
import { logNames, WatchedServer } from './web/watched-server.ts';

export const liveWid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';
export const liveDeployment = `kadeploy:${liveWid}`;
export const failedNode = 'nova-7.lyon.example.org';
export const againNode = 'nova-3.lyon.example.org';

const story = (path: string): string => `${repository}sample-logs/${path}`;

/** Console texts of Kadeploy and of dcmanager, and a manifest of HostOS with its nodes. */
const recorded = [
  { type: 'kadeploy-console', path: story('kadeploy-3-breakpoint/kadeploy.txt'), name: 'kadeploy-console', from: 'beginning' },
  { type: 'starlingx-cli', path: story('starlingx-stopped-on-failure/dcmanager.txt'), name: 'dcmanager', from: 'beginning' },
  { type: 'hostos', manifest: story('hostos-skipped-bundle/manifest.hjson'), nodes: story('hostos-skipped-bundle/nodes'), name: 'hostos' },
];

const at = (macro: string, micro: string, state = 'ok', error?: string): FakeNode => ({ macro, micro, state, ...(error && { error }) });

/** What each of the live deployment's machines is at: first, and then. */
function fateOf(host: string, n: number): [FakeNode, FakeNode] {
  if (host === failedNode)
    return [at(hard, 'wait_reboot'), at(hard, 'wait_reboot', 'ko', `${hard}-wait_reboot: Unreachable after the reboot`)];
  if (host === againNode) return [at(kexec, 'wait_reboot'), at(hard, 'reboot')];
  if (n % 5 === 4) return [at(kexec, 'wait_reboot'), { macro: null, micro: null, state: 'ok' }];
  return [at(set, 'format_deploy_part'), at(broadcast, n % 2 === 0 ? 'send_environment' : 'decompress_environment')];
}

export interface DeploymentStory {
  server: WatchedServer;
  stop: () => Promise<void>;
}

/** Resolves when the service reads all of it. `nodes`: how many the live deployment has; at least 8. */
export async function tellDeploymentStory(nodes: number, more: readonly object[] = []): Promise<DeploymentStory> {
  const kadeploy = await KadeployServer.start();
  kadeploy.automata = automata;
  const hosts = Array.from({ length: nodes }, (_, n) => `nova-${n + 1}.lyon.example.org`);
  const { states } = kadeploy.add(liveWid, hosts, { user: 'lnussbaum' });
  const tell = (time: 0 | 1): void => {
    for (const [n, host] of hosts.entries()) states[host] = fateOf(host, n)[time];
  };
  tell(0);
  const logs = logNames.map((name) => ({ type: name.replaceAll('_', '-').replace('messages', 'syslog'), path: name, from: 'beginning' }));
  const live = { type: 'kadeploy', url: kadeploy.url, user: 'root', name: 'kadeploy', everySeconds: 1 };
  const server = await WatchedServer.create([], { sources: [...logs, ...recorded, live, ...more], timezone: 'UTC' });
  const stop = async (): Promise<void> => {
    await server.remove();
    await kadeploy.stop();
  };
  await server.start();
  await until(() => kadeploy.count(/\/state$/) > 0);
  await until(() => kadeploy.open === 0);
  tell(1);
  return { server, stop };
}

/** Asked every few milliseconds: the server that is watched has no event for it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

let told: DeploymentStory | undefined;

export const deploymentMachines: Machines = {
  start: async () => {
    told = await tellDeploymentStory(12);
    return told.server;
  },
  stop: async () => told?.stop(),
  shown: [`[role="row"][data-backend="${failedNode}"][data-status="failed"]`],
};
