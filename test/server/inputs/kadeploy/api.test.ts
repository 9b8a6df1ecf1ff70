// The questions to a Kadeploy server, to one that speaks its documented API.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KadeployApi, nodesOf, widOf, type ApiDeployment, type KadeployLogin } from '../../../../server/inputs/kadeploy/api.ts';
import { ApiClient } from '../../../../server/inputs/network/api-client.ts';
import type { ApiError } from '../../../../server/inputs/network/api-error.ts';
import { KadeployServer, type KadeployServerOptions } from '../../../deployers/kadeploy-server.ts';

const { signal } = new AbortController();
const nobody: KadeployLogin = { user: undefined, password: undefined, certificate: undefined };
const root = { ...nobody, user: 'root' };

async function begin(
  options: KadeployServerOptions = {},
  login: KadeployLogin = root,
): Promise<{ server: KadeployServer; api: KadeployApi }> {
  const server = await KadeployServer.start(options);
  const api = new KadeployApi(new ApiClient({ url: server.url }), login);
  onTestFinished(async () => {
    api.close();
    await server.stop();
  });
  return { server, api };
}
const kindOf = async (asked: Promise<unknown>): Promise<string> =>
  await asked.then(
    () => 'an answer',
    ({ kind }: ApiError) => kind,
  );

describe('the login', () => {
  it.each<[string, KadeployServerOptions, KadeployLogin]>([
    ['a user, in the usual header', {}, root],
    ['a user, in a header of another prefix', { prefix: 'X-Site-' }, root],
    ['a password, by Basic', { password: 'secret' }, { ...root, password: 'secret' }],
  ])('%s', async (_, options, login) => {
    const { api } = await begin(options, login);
    expect(await kindOf(api.deployments(signal))).toBe('an answer');
  });

  it.each([
    ['"X-Site-"\n', 'x-site-user'],
    ['X-Site-', 'x-site-user'],
    ['no: header', 'x-kadeploy-user'],
    ['<html>', 'x-kadeploy-user'],
  ])('to a server that says its prefix is %j goes in %s', async (prefix, header) => {
    const headers: (string | string[] | undefined)[] = [];
    const server = createServer(({ url, headers: sent }, response) => {
      if (url === '/auth_headers_prefix') return void response.end(prefix);
      headers.push(sent[header]);
      response.end('[]');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const api = new KadeployApi(new ApiClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }), root);
    onTestFinished(() => {
      api.close();
      server.close();
    });
    await api.deployments(signal);
    expect(headers).toEqual(['root']);
  });

  it('a wrong one is refused, and the prefix is asked for again: it may have been changed', async () => {
    const { server, api } = await begin({}, { ...root, user: 'anna' });
    expect(await kindOf(api.deployments(signal))).toBe('refused');
    expect(await kindOf(api.deployments(signal))).toBe('refused');
    expect(server.count(/prefix/)).toBe(2);
  });

  it('the prefix is asked for once, and where no server knows the question it is the usual one', async () => {
    const { server, api } = await begin();
    Object.assign(server, { fault: { status: 404 }, faultFor: /prefix/ });
    for (let n = 0; n < 3; n++) expect(await kindOf(api.deployments(signal))).toBe('an answer');
    expect(server.count(/prefix/)).toBe(1);
  });
});

describe('answers', () => {
  it('deployments, with the server’s clock', async () => {
    const nowMs = Date.UTC(2026, 10, 24, 12);
    const { server, api } = await begin({ nowMs: () => nowMs });
    server.add('D-1', ['node-1', 'node-2']);
    const { value, serverMs } = await api.deployments(signal);
    expect(serverMs).toBe(nowMs);
    expect(value.map((one) => [widOf(one), nodesOf(one), one.done])).toEqual([['D-1', ['node-1', 'node-2'], false]]);
  });

  it('states and status; nothing where there is nothing yet', async () => {
    const { server, api } = await begin();
    const deployment = server.add('D-1', []);
    expect([await api.states('D-1', signal), await api.status('D-1', signal)]).toEqual([{}, { nova: {} }]);
    deployment.states['node-1'] = { macro: 'BootNewEnvKexec', micro: 'kexec\u001B[2J', state: 'ok', error: null };
    expect(Object.keys(await api.status('D-1', signal))).toEqual(['nova']);
    const { micro } = (await api.states('D-1', signal))['node-1'] ?? {};
    expect(micro, 'nothing for a terminal to obey').not.toContain('\u001B');
  });

  it('the configured steps, by cluster; in both forms that servers have', async () => {
    const { server, api } = await begin();
    const pair = ['BootNewEnvKexec', 1, 150] as unknown as { name: string; retries: number; timeout: number };
    server.automata = { nova: { BootNewEnv: [{ name: 'BootNewEnvKexec', retries: 1, timeout: 150 }] }, hercule: { BootNewEnv: [pair] } };
    const [nova, hercule] = [...(await api.automata(signal)).values()];
    expect(nova).toEqual(new Map([['BootNewEnv', [{ name: 'BootNewEnvKexec', retries: 1, timeout: 150 }]]]));
    expect(hercule).toEqual(nova);
  });

  it('statistics and the states in its database', async () => {
    const { server, api } = await begin();
    server.statistics.set('D-1', ['a,line', 'another']);
    server.nodeStates['node-1'] = { state: 'deployed' };
    expect(await api.statistics('D-1', signal)).toBe('a,line\nanother');
    expect(await api.nodes(signal)).toEqual({ 'node-1': { state: 'deployed' } });
  });

  it('why a whole deployment failed; nothing where it did not', async () => {
    const { server, api } = await begin();
    server.add('D-1', []);
    server.add('D-2', [], { reason: 'Invalid environment' });
    expect([await api.error('D-1', signal), await api.error('D-2', signal)]).toEqual(['', 'Invalid environment']);
  });

  it('never the logs, which belong to the user whose deployment it is', async () => {
    const { server, api } = await begin();
    server.add('D-1', ['node-1']);
    await Promise.all([api.states('D-1', signal), api.status('D-1', signal), api.error('D-1', signal)]);
    expect(server.count(/logs|debugs/)).toBe(0);
  });
});

describe('what goes wrong', () => {
  it('a deployment that is gone is missing, in the server’s words', async () => {
    const { api } = await begin();
    const error = await api.states('D-1', signal).catch((reason: ApiError) => reason);
    expect(error).toMatchObject({ kind: 'missing', status: 400, message: expect.stringMatching(/\(Invalid workflow id\)$/) });
  });

  it('one of another user is refused', async () => {
    const { server, api } = await begin({ almighty: [] });
    server.add('D-1', ['node-1'], { user: 'anna' });
    expect(await kindOf(api.states('D-1', signal))).toBe('refused');
    expect(nodesOf((await api.deployments(signal)).value[0] as ApiDeployment)).toEqual(['node-1']);
  });

  it('an answer of another shape is garbled', async () => {
    const { server, api } = await begin();
    server.fault = 'html';
    server.faultFor = /^\/deployment/;
    expect(await kindOf(api.deployments(signal))).toBe('garbled');
  });
});

it.each([
  [{ wid: 'D-1', id: 'D-2' }, 'D-1'],
  [{ id: 'D-2' }, 'D-2'],
  [{}, ''],
])('the id of %j', (ids, expected) => {
  expect(widOf({ ...ids, user: null, done: false, error: false, start_time: 0 })).toBe(expected);
});

it.each([
  [undefined, []],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [{ ok: ['a'], ko: ['b'], processing: ['c'] }, ['a', 'b', 'c']],
])('the nodes of %j', (nodes, expected) => {
  expect(nodesOf({ user: null, done: false, error: false, start_time: 0, nodes })).toEqual(expected);
});
