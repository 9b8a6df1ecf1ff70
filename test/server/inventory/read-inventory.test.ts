import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layOut } from './provider-contract.ts';
import { readInventory } from './read-site.ts';

const workflows = new Set(['xcat', 'sles-15']);
const ours = 'backends: [{ host: a, interfaces: [{ mac: "52:54:00:aa:00:01" }], workflow: sles-15 }]\n';
const ethers = '52:54:00:aa:00:01 a\n52:54:00:aa:00:02 printer\n';

it('without settings, whatever lies in its usual place, in the order of the providers', async () => {
  const root = layOut({ '/etc/checklist/inventory.yaml': ours, '/etc/ethers': ethers, '/etc/kea/kea-dhcp4.conf': '{ "Dhcp4": { } }' });
  const { readings, backends } = await readInventory({ settings: undefined, workflows, root });
  expect(readings.map(({ provider, machines }) => [provider, machines?.length])).toEqual([
    ['file', 1],
    ['kea', 0],
    ['ethers', 2],
  ]);
  expect(backends?.map(({ host, whenSeen }) => [host, whenSeen])).toEqual([
    ['a', undefined],
    ['printer', true],
  ]);
});

it('with settings, what they name and nothing else; {} names nothing', async () => {
  const root = layOut({ '/etc/checklist/inventory.yaml': ours, '/etc/ethers': ethers });
  const named = await readInventory({ settings: { ethers: true }, workflows, root });
  expect(named.backends?.map(({ host, whenSeen }) => [host, whenSeen])).toEqual([
    ['a', undefined],
    ['printer', undefined],
  ]);
  expect(await readInventory({ settings: {}, workflows, root })).toMatchObject({ readings: [], backends: undefined, warnings: [] });
});

it('nothing that knows a machine is no inventory; after one it is an empty one', async () => {
  const root = layOut({ '/etc/ethers': '# nobody yet\n' });
  const empty = await readInventory({ settings: undefined, workflows, root });
  expect(empty.backends).toBeUndefined();
  layOut({ '/etc/ethers': ethers }, root);
  const before = await readInventory({ settings: undefined, workflows, root });
  expect(before.backends).toHaveLength(2);
  layOut({ '/etc/ethers': '' }, root);
  expect((await readInventory({ settings: undefined, workflows, root, before })).backends).toEqual([]);
});

it('a command that hangs is ended with its children, and what it said before stays', async () => {
  const folder = layOut({ '/lsdef': '#!/bin/sh\nprintf "node1:\\n    ip=10.0.0.1\\n"\n' });
  const settings = { xcat: join(folder, 'lsdef') };
  const before = await readInventory({ settings, workflows });
  layOut({ '/lsdef': `#!/bin/sh\nsleep 4711.25 &\necho $! > ${folder}/pid\nwait\n` }, folder);
  const after = await readInventory({ settings, workflows, before, limitSeconds: 0.5 });
  expect(after.readings[0]?.mistakes).toEqual([
    `${folder}/lsdef -t node -z -i ip,mac,os,provmethod: killed after 0.5 s: it did not finish`,
  ]);
  expect(after.backends).toEqual(before.backends);
  expect(() =>
    execFileSync('sh', ['-c', `kill -0 $(cat ${folder}/pid) 2>/dev/null && ! grep -q '^State:.Z' /proc/$(cat ${folder}/pid)/status`]),
  ).toThrow(/./);
});
