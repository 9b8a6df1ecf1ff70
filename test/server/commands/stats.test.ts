// `checklist stats` and a live Kadeploy server, through the whole service: what its pollers and logs tell comes out as runs and as statistics.
import { writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { KadeployServer } from '../../deployers/kadeploy-server.ts';
import { call } from '../call.ts';
import { newCertificate } from '../certificate.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService } from '../service/test-service.ts';
import { storyFolder } from '../../state-machines/track/replay-logs.ts';
import { run } from './run.ts';

const newFolder = tempFolders();

async function serveLog() {
  const path = `${storyFolder('kadeploy-3-log')}/kadeploy.csv`;
  const service = await startTestService(newFolder(), { settings: { sources: [{ type: 'kadeploy-log', path, from: 'beginning' }] } });
  const ended = (): number =>
    service.monitor
      .views()
      .flatMap(({ runs }) => runs)
      .filter(({ status }) => status === 'installed').length;
  await service.changes.until(() => ended() === 3);
  return service;
}

it('tells of a log of past deployments how often steps are tried again, and which machines fail', async () => {
  const { url } = await serveLog();
  const { stdout, code } = await run(['stats', '--url', url]);
  expect(code).toBe(0);
  expect(stdout).toContain('kadeploy-3: 3 installed, 1 failed');
  expect(stdout).toMatch(/BroadcastEnvKastafior +68 s \(95 %: 68 s, of 3\) +6 tries, 3 failed \(50 %\), 2 retries/);
  expect(stdout).toMatch(/node-3\.testbed\.lan +50 % {2}1 of 2/);
  expect(stdout).not.toMatch(/node-1\.testbed\.lan/);
});

it('as JSON, by environment, for some machines, and from a time on', async () => {
  const { url } = await serveLog();
  const options = ['stats', 'node-3.testbed.lan', '--url', url, '--json', '--by', 'environment', '--since', '2026-11-24T12:20Z'];
  const { workflows, nodes } = JSON.parse((await run(options)).stdout) as { workflows: { steps: object[] }[]; nodes: object[] };
  expect(nodes).toEqual([{ host: 'node-3.testbed.lan', runs: 1, failed: 0, failureRate: 0 }]);
  expect(workflows[0]?.steps).toMatchObject([
    { step: 'SetDeploymentEnv', group: 'debian-base:2', tries: 1, seconds: { median: 160 } },
    { step: 'BroadcastEnv', group: 'debian-base:2' },
    { step: 'BootNewEnv', group: 'debian-base:2' },
  ]);
  const none = await run(['stats', '--url', url, '--workflow', 'fai']);
  expect(none.stdout).toBe('no runs yet\n');
  expect((await run(['stats', '--url', url, '--min-failure-rate', '2'])).code).toBe(2);
});

it('a Kadeploy server in the settings is followed; its password is nowhere to be seen', async () => {
  const folder = newFolder();
  const { key, cert, certFile } = newCertificate(folder);
  const password = 's3cr3t';
  const server = await KadeployServer.start({ tls: { key, cert }, password });
  onTestFinished(() => server.stop());
  const passwordFile = `${folder}/password`;
  writeFileSync(passwordFile, `${password}\n`);
  server.add('D-1', ['node-1']).states['node-1'] = { macro: 'BootNewEnvKexec', micro: 'wait_reboot', state: 'ok' };
  const source = { type: 'kadeploy', url: server.url, user: 'root', passwordFile, caFile: certFile, everySeconds: 1 };
  const service = await startTestService(folder, { settings: { sources: [source] } });
  await service.changes.until((_, all) => all.length >= 2);
  const paths = ['backends', 'deployments', 'sources', 'events', 'workflows'].map((name) => `/api/v1/${name}`);
  const answers = await Promise.all([...paths, '/healthz', '/metrics'].map((path) => call(`${service.url}${path}`)));
  expect(answers[0]?.json()).toMatchObject({ backends: [{ host: 'node-1', status: 'installing', workflow: 'kadeploy-3' }] });
  expect(answers[1]?.json()).toMatchObject({ deployments: [{ id: 'kadeploy:D-1', status: 'running', counts: { running: 1 } }] });
  expect(answers[2]?.json()).toMatchObject({ sources: [{ type: 'kadeploy', from: server.url, alive: true }] });
  const shown = JSON.stringify([
    answers,
    service.said.all,
    service.changes.all.map((change) => change.type === 'transition' && change.transition),
  ]);
  for (const secret of [password, Buffer.from(`root:${password}`).toString('base64')]) expect(shown).not.toContain(secret);
});

it('a certificate of nobody we know is told with its remedy', async () => {
  const { key, cert } = newCertificate(newFolder());
  const server = await KadeployServer.start({ tls: { key, cert } });
  onTestFinished(() => server.stop());
  const service = await startTestService(newFolder(), { settings: { sources: [{ type: 'kadeploy', url: server.url }] } });
  await expect
    .poll(() => service.troubles().join())
    .toMatch(/not trusted: certificate signed by an unknown authority; set caFile to trust it/);
  expect(server.asked).toEqual([]);
});
