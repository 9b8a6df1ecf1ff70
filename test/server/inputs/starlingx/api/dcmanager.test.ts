import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../../../../../server/inputs/network/api-client.ts';
import type { ApiError } from '../../../../../server/inputs/network/api-error.ts';
import { Dcmanager } from '../../../../../server/inputs/starlingx/api/dcmanager.ts';
import type { Tokens } from '../../../../../server/inputs/starlingx/api/keystone.ts';
import { secretsWithin, StarlingxCloud } from '../../../../deployers/starlingx-cloud.ts';
import { StarlingxServer } from '../../../../deployers/starlingx-server.ts';

const { signal } = new AbortController();
const nowMs = Date.UTC(2026, 10, 21);
const names = ['subcloud-1', 'subcloud-2'];

async function begin(path = '') {
  const cloud = new StarlingxCloud(names, () => nowMs);
  const server = new StarlingxServer({ cloud, nowMs: () => nowMs });
  const client = new ApiClient({ url: (await server.listen()) + path });
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  let given = 0;
  const tokens: Tokens = { get: async () => `token-${given}`, drop: () => void given++ };
  server.tokens.add('token-0').add('token-1');
  return { cloud, server, dcmanager: new Dcmanager(client, tokens), renewed: () => given };
}
const kindOf = async (asked: Promise<unknown>): Promise<string> =>
  await asked.then(
    () => 'an answer',
    ({ kind }: ApiError) => kind,
  );

describe.each(['', '/v1.0'])('at an address that ends in %j', (path) => {
  it('tells the strategy with the controller’s clock, and its steps', async () => {
    const { cloud, dcmanager } = await begin(path);
    expect(await dcmanager.strategy(signal)).toEqual({ strategy: null, serverMs: null });
    cloud.create(names);
    expect(await dcmanager.strategy(signal)).toMatchObject({ strategy: { type: 'sw-deploy', state: 'initial' }, serverMs: nowMs });
    const { rows, odd } = await dcmanager.steps(signal);
    expect([rows.map(({ value }) => value.cloud), odd]).toEqual([names, []]);
    expect(JSON.parse(rows[0]?.text ?? '')).toMatchObject({ cloud: 'subcloud-1', state: 'initial' });
  });
});

it('keeps of a row what is no secret', async () => {
  const { cloud, dcmanager } = await begin();
  cloud.create(names);
  const told = JSON.stringify([await dcmanager.strategy(signal), await dcmanager.steps(signal), await dcmanager.subclouds(signal)]);
  for (const secret of secretsWithin) expect(told).not.toContain(secret);
});

it('a row that can’t be read costs itself', async () => {
  const { cloud, dcmanager } = await begin();
  cloud.create(names);
  Object.assign(cloud.steps[0] ?? {}, { cloud: '???' });
  const { rows, odd } = await dcmanager.steps(signal);
  expect([rows.length, odd.length]).toEqual([1, 1]);
  expect(odd[0]).toContain('"cloud":"???"');
});

it('counts the alarms of each region', async () => {
  const { cloud, dcmanager } = await begin();
  cloud.alarms['region-subcloud-2'] = 3;
  expect((await dcmanager.alarms(signal))?.map(({ region, critical }) => [region, critical])).toEqual([
    ['region-subcloud-1', 0],
    ['region-subcloud-2', 3],
  ]);
});

describe('a token that is refused', () => {
  it('is replaced once', async () => {
    const { server, dcmanager, renewed } = await begin();
    server.tokens.delete('token-0');
    expect(await kindOf(dcmanager.subclouds(signal))).toBe('an answer');
    expect(renewed()).toBe(1);
  });

  it('and so is the next: that is the error', async () => {
    const { server, dcmanager, renewed } = await begin();
    server.tokens.clear();
    expect(await kindOf(dcmanager.subclouds(signal))).toBe('refused');
    expect([renewed(), server.asked.length]).toEqual([1, 2]);
  });
});

it.each([
  ['failing', 'failing'],
  ['busy', 'busy'],
  ['garbled', 'garbled'],
  ['half', 'unreachable'],
] as const)('a server that is %s is no server without a strategy', async (fault, kind) => {
  const { server, dcmanager } = await begin();
  server.faults = [fault];
  expect(await kindOf(dcmanager.strategy(signal))).toBe(kind);
});
