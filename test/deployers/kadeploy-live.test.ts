// A deployment on a live server, through the poller, the queue, the machines and the API: a try that fails, its fallback, and the end that nobody saw.
import { expect, it, onTestFinished } from 'vitest';
import type { BackendView, RunView } from '../../state-machines/view/view.ts';
import { call } from '../server/call.ts';
import { tempFolders } from '../server/temp-folder.ts';
import { startTestService } from '../server/service/test-service.ts';
import { KadeployServer } from './kadeploy-server.ts';

const newFolder = tempFolders();

it('Kexec fails, HardReboot succeeds, and the client deletes the deployment at once', { timeout: 30_000 }, async () => {
  const server = await KadeployServer.start();
  onTestFinished(() => server.stop());
  server.automata = {
    nova: {
      BootNewEnv: [
        { name: 'BootNewEnvKexec', retries: 0, timeout: 150 },
        { name: 'BootNewEnvHardReboot', retries: 0, timeout: 600 },
      ],
    },
  };
  const settings = { sources: [{ type: 'kadeploy', url: server.url, user: 'root', everySeconds: 1 }] };
  const service = await startTestService(newFolder(), { settings, nowMs: Date.now });
  const run = (): RunView | undefined => service.monitor.views()[0]?.runs.at(-1);
  const until = async (holds: (run: RunView) => boolean): Promise<void> => {
    await expect.poll(() => run() !== undefined && holds(run() as RunView), { timeout: 10_000 }).toBe(true);
  };

  const { states } = server.add('D-1', ['node-1']);
  states['node-1'] = { macro: 'BootNewEnvKexec', micro: 'wait_reboot', state: 'ok' };
  await until(({ stage }) => stage === 'BootNewEnv_wait_reboot');
  expect(run()?.deadline).not.toBeNull();
  states['node-1'] = { macro: 'BootNewEnvKexec', micro: 'wait_reboot', state: 'ko' };
  await until(({ tries }) => tries[0]?.failed !== null);
  expect(run()?.status).toBe('installing');
  states['node-1'] = { macro: 'BootNewEnvHardReboot', micro: 'reboot', state: 'ok' };
  await until(({ tries }) => tries.length === 2);
  const startSeconds = Math.floor(Date.now() / 1000);
  server.deployments.delete('D-1');
  const steps = 'SetDeploymentEnvUntrusted,BroadcastEnvKascade,BootNewEnvHardReboot,600,1000,600,0,0,1';
  server.statistics.set('D-1', [`D-1,root,node-1,${steps},${startSeconds},1,1,1,debian-base:1,,true,`]);
  await until(({ status }) => status === 'installed');

  expect(run()?.tries.map(({ implementation, failed }) => [implementation, failed])).toEqual([
    ['BootNewEnvKexec', 'BootNewEnvKexec-wait_reboot failed'],
    ['BootNewEnvHardReboot', null],
  ]);
  const answer = await call(`${service.url}/api/v1/deployments/kadeploy:D-1`);
  expect(answer.json()).toMatchObject({ status: 'done', members: [{ backend: 'node-1', status: 'done', batch: 'nova' }] });
  const { backends } = (await call(`${service.url}/api/v1/backends`)).json() as { backends: BackendView[] };
  expect(backends).toMatchObject([{ host: 'node-1', status: 'installed', workflow: 'kadeploy-3' }]);
});
