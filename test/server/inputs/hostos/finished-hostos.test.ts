import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findHostos, readFinishedHostos } from '../../../../server/inputs/hostos/finished-hostos.ts';
import { LineCounter } from '../../../../server/inputs/contract/line-counter.ts';
import { layOut } from '../../inventory/provider-contract.ts';
import { sample } from './sample-manifest.ts';

const json = '{ "components": { "hostos": { "packages": {} } } }';

it.each<[string, Record<string, string>, string, { manifest?: string; nodes?: string } | null]>([
  ['a story', { 'manifest.hjson': sample, 'nodes/n1/deploy_stage': '' }, '', { manifest: 'manifest.hjson', nodes: 'nodes' }],
  ['a folder of nodes', { 'n1/etc/genesis/release-bundles': '' }, '', { nodes: '' }],
  ['a manifest', { 'm.hjson': sample }, 'm.hjson', { manifest: 'm.hjson' }],
  ['a manifest in JSON', { 'm.json': json }, 'm.json', { manifest: 'm.json' }],
  ['other JSON', { 'm.json': '{ "backends": [] }' }, 'm.json', null],
  ['other logs', { messages: 'x\n' }, '', null],
  ['nothing', {}, 'gone', null],
])('%s', (_, files, path, expected) => {
  const root = layOut(files);
  const asked = join(root, path);
  const { hostos, rest } = findHostos([asked]);
  const found = expected && Object.fromEntries(Object.entries(expected).map(([name, place]) => [name, join(root, place)]));
  expect(hostos).toEqual(found);
  expect(rest).toEqual(expected ? [] : [asked]);
});

it('of two manifests nothing says whose the nodes are', () => {
  const root = layOut({ 'a.hjson': sample, 'b.hjson': sample });
  expect(() => findHostos([join(root, 'a.hjson'), join(root, 'b.hjson')])).toThrow(/only one HostOS manifest and one nodes folder/);
});

it('reads what its lines date, as if it had been received then', async () => {
  const root = layOut({
    'n1/release-bundles': '2026-11-21 01:00:00 hostos-boot-release:3.0.6\n2026-11-21 02:00:00 hostos-config-release:3.0.6\n',
  });
  const readings = await Array.fromAsync(readFinishedHostos({ nodes: root }, { timeZone: 'UTC', counter: new LineCounter() }));
  const observations = readings.flatMap((reading) => reading.observations);
  expect(observations.map(({ who, receivedAtMs }) => [who.host, receivedAtMs])).toEqual([
    ['n1', Date.UTC(2026, 10, 21, 1)],
    ['n1', Date.UTC(2026, 10, 21, 2)],
  ]);
});
