import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { HostosSource, type HostosOptions } from '../../../../server/inputs/hostos/hostos-source.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

const newFolder = tempFolders();
const manifest = '{ components: { hostos: { packages: { hostos-base-os-sw-release: {\n tag: 3.4.84\n } } } }\n mzone: mzone1\n }\n';

function create(more: Partial<HostosOptions> = {}) {
  const folder = newFolder();
  const troubles = new Seen<string | null>();
  const nodes = join(folder, 'nodes');
  const source = new HostosSource({
    name: 'hostos',
    nodes,
    timeZone: 'UTC',
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    ...more,
  });
  onTestFinished(() => source.stop());
  return { folder, nodes, source, troubles };
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, text);
}

const isReport = (item: QueueItem): boolean => item.kind === 'reading' && item.report !== undefined;

/** All that the source pushes. */
async function pushed(source: HostosSource): Promise<Seen<QueueItem>> {
  const seen = new Seen<QueueItem>();
  await source.follow(async (item) => seen.add(item));
  return seen;
}

testSource(async () => {
  const { nodes, source, troubles } = create();
  const list = join(nodes, 'node1/etc/genesis/release-bundles');
  await write(list, '');
  return {
    source,
    troubles,
    tell: (n) => write(list, `hostos-boot-release:3.0.${n}\n`),
    babble: () => write(list, 'what is this?\n'),
  };
});

it('a node that comes later is followed, its half lines when they are whole', async () => {
  const { nodes, source } = create();
  await mkdir(nodes);
  const seen = await followed(source);
  const log = join(nodes, 'node7/var/log/deployment_history.log');
  await write(join(nodes, 'node7/release-bundles'), 'hostos-boot-release:3.0.6\n');
  await seen.count(1);
  await write(log, 'unable to morph node personality to master fr');
  await write(log, 'om compute\n');
  const [, failure, finding] = await seen.count(3);
  expect(failure).toMatchObject({ who: { host: 'node7' }, sight: { kind: 'event', error: true, name: 'hostos/config' } });
  expect(finding).toMatchObject({ sight: { kind: 'finding', rule: 'personality-morph' }, deployment: failure?.deployment });
});

it('says nothing twice after a restart, and all that came meanwhile', async () => {
  const { nodes, source } = create();
  const list = join(nodes, 'node1/release-bundles');
  await write(list, '2026-11-21 01:00:00 hostos-boot-release:3.0.6\n2026-11-21 01:10:00 hostos-config-release:3.5.79\n');
  const before = await Array.fromAsync(source.catchUp());
  expect(before.map(({ atMs }) => new Date(atMs).toISOString())).toEqual(['2026-11-21T01:00:00.000Z', '2026-11-21T01:10:00.000Z']);
  expect(before.map(({ position }) => position === undefined)).toEqual([true, false]);
  await write(list, '2026-11-21 01:20:00 hostos-base-os-sw-release:3.4.83\n');
  const next = create({ nodes });
  next.source.resume(JSON.parse(JSON.stringify(before.at(-1)?.position?.at)));
  const after = await Array.fromAsync(next.source.catchUp());
  expect(after.flatMap(({ observations }) => observations).map(({ sight }) => sight)).toMatchObject([
    { name: 'hostos/base-os-sw', version: '3.4.83' },
  ]);
  expect(after[0]?.observations[0]?.deployment).toBe(before[0]?.observations[0]?.deployment);
});

it('a position that can’t be understood is told, and the files are read as at a first start', async () => {
  const { nodes, source, troubles } = create();
  await write(join(nodes, 'node1/deploy_stage'), 'pre-config\n');
  source.resume({ nodes: 'none' });
  expect(troubles.all).toEqual([expect.stringContaining('reading their files from the beginning')]);
  expect(await Array.fromAsync(source.catchUp())).toHaveLength(2);
});

it('the manifest’s deployment is reported, and again when something in it has changed', async () => {
  const folder = newFolder();
  const path = join(folder, 'mzone1.hjson');
  await writeFile(path, manifest);
  const nodes = join(folder, 'nodes');
  await write(join(nodes, 'node1/release-bundles'), 'hostos-base-os-sw-release:3.4.83\n');
  const { source } = create({ manifest: path, nodes });
  const [, , first] = await Array.fromAsync(source.catchUp());
  expect(first?.report).toMatchObject({
    title: 'HostOS upgrade of mzone1',
    status: 'planned',
    members: [{ status: 'not-started' }],
  });
  const seen = await pushed(source);
  await write(join(nodes, 'node1/release-bundles'), 'hostos-base-os-sw-release:3.4.84\n');
  const report = await seen.until(isReport);
  expect(report).toMatchObject({ report: { status: 'done', members: [{ backend: 'node1', status: 'done' }] } });
  expect(seen.all.filter(isReport)).toHaveLength(1);
});

it('what can’t be read is its trouble, until it can', async () => {
  const folder = newFolder();
  const path = join(folder, 'mzone1.hjson');
  const { source, troubles } = create({ manifest: path, nodes: undefined });
  await pushed(source);
  expect(await troubles.count(1)).toEqual([`${path}: does not exist yet`]);
  await writeFile(path, '{ components: ');
  expect(await troubles.until((trouble) => trouble?.includes('not valid Hjson') ?? false)).toContain(path);
  await rm(path);
  await writeFile(path, manifest);
  await troubles.until((trouble) => trouble === null);
  expect(source.status()).toMatchObject({ alive: true, trouble: null, from: path });
});
