// How a deployment ended that the server does not list any more.
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { KadeployApi } from '../../../../server/inputs/kadeploy/api.ts';
import { KadeployDeployment } from '../../../../server/inputs/kadeploy/deployment.ts';
import { finishFromNodes, finishFromStatistics } from '../../../../server/inputs/kadeploy/finish.ts';
import { ApiClient } from '../../../../server/inputs/network/api-client.ts';
import type { Reading } from '../../../../server/core/queue.ts';
import { KadeployServer } from '../../../deployers/kadeploy-server.ts';

const startMs = 1_389_347_228_000;
const nowMs = startMs + 300_000;
const wid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';
const { signal } = new AbortController();
let server: KadeployServer;
let api: KadeployApi;
let deployment: KadeployDeployment;
beforeEach(async () => {
  server = await KadeployServer.start();
  api = new KadeployApi(new ApiClient({ url: server.url }), { user: 'root', password: undefined, certificate: undefined });
  onTestFinished(async () => {
    api.close();
    await server.stop();
  });
  deployment = new KadeployDeployment(wid, { source: 'kadeploy', nowMs: () => nowMs });
  for (const host of ['node-1', 'node-2']) {
    const state = { macro: 'BootNewEnvKexec', micro: 'wait_reboot', state: 'ok' };
    deployment.node(host).takeState(state, { nowMs: startMs, seconds: 0, automata: undefined });
    deployment.node(host).handOut();
  }
});

const row = (host: string, end: string, id = wid): string =>
  `${id},root,${host},SetDeploymentEnvUntrusted,BroadcastEnvKastafior,BootNewEnvKexec,200,200,200,0,0,0,1389347228,165,68,46,debian-base:1,,${end}`;
const words = ({ observations }: Reading): string[] =>
  observations.map(
    ({ who, sight, observedAtMs }) => `${who.host} ${sight.kind === 'event' ? sight.name : ''} ${(observedAtMs - startMs) / 1000}`,
  );

const askStatistics = async (aheadMs = 0): Promise<Reading | undefined> => await finishFromStatistics(deployment, { api, signal, aheadMs });
const askDatabase = async () => await finishFromNodes(deployment, { api, signal, nowMs });
const statuses = (): string[] => deployment.hosts.map((host) => deployment.node(host).member.status);

describe('its statistics', () => {
  it.each([
    ['done', 'true,', 'true,'],
    ['failed', 'true,', 'false,BootNewEnvKexec-wait_reboot: Unreachable'],
  ])('%s', async (status, first, second) => {
    server.statistics.set(wid, [row('node-1', first), row('node-2', second)]);
    const end = await askStatistics();
    expect(end?.report).toMatchObject({ status, endedAt: new Date(nowMs).toISOString() });
    expect(words(end as Reading)[0]).toBe('node-1 kadeploy3/deployed 279');
  });

  it('tell times in the server’s clock', async () => {
    server.statistics.set(wid, [row('node-1', 'true,')]);
    expect(words((await askStatistics(9_000)) as Reading)).toEqual(['node-1 kadeploy3/deployed 270']);
  });

  it('of others, or none, say nothing', async () => {
    expect(await askStatistics()).toBeUndefined();
    server.statistics.set(wid, [row('node-1', 'true,', 'D-other'), 'no such line']);
    expect(await askStatistics()).toBeUndefined();
  });
});

describe('its database', () => {
  it.each([
    ['done', ['deployed', 'deployed'], ['done', 'done'], false],
    ['failed', ['deployed', 'deploy_failed'], ['done', 'failed'], false],
    ['failed', ['deployed', 'deploying'], ['done', 'aborted'], false],
    ['lost', ['deploying', 'prod_env'], ['aborted', 'aborted'], true],
  ])('%s: %j', async (status, states, members, isLost) => {
    states.forEach((state, i) => (server.nodeStates[`node-${i + 1}`] = { state }));
    expect(await askDatabase()).toMatchObject({ isLost, reading: { report: { status } } });
    expect(statuses()).toEqual(members);
  });

  it('that does not have its nodes knows nothing of it', async () => {
    expect(await askDatabase()).toMatchObject({ isLost: true });
    expect(deployment.node('node-1').member.detail).toMatch(/no longer knows this deployment/);
  });
});
