import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodesIn, readNodeFolder, type Marks } from '../../../../server/inputs/hostos/folder.ts';
import { layOut } from '../../inventory/provider-contract.ts';

it('the nodes are its folders, by name', async () => {
  const root = layOut({
    'node-2/deploy_stage': '',
    'node-1/deploy_stage': '',
    'a file': '',
    '.hidden/deploy_stage': '',
    'two words/deploy_stage': '',
  });
  expect(await nodesIn(root)).toEqual(['node-1', 'node-2']);
});

it.each(['', 'etc/genesis/'])('its files are found under %j', async (place) => {
  const root = layOut({
    [`n1/${place}release-bundles`]: 'boot:3.1.1\n',
    [`n1/${place}deploy_stage`]: 'pre-config\n',
    'n1/var/log/a.log': 'one\n',
  });
  expect(await readNodeFolder(root, 'n1', {})).toMatchObject({
    node: 'n1',
    bundles: { name: 'release-bundles', text: 'boot:3.1.1\n' },
    stage: { name: 'deploy_stage', text: 'pre-config\n' },
    logs: [{ name: 'var/log/a.log', text: 'one\n' }],
  });
});

it('files that are not there say nothing', async () => {
  expect(await readNodeFolder(layOut({ 'n1/x': '' }), 'n1', {})).toEqual({ node: 'n1', bundles: null, stage: null, logs: [] });
});

it('says what is new since the marks: of logs whole lines, of the others all when they changed', async () => {
  const root = layOut({ 'n1/release-bundles': 'boot:3.1.1\n', 'n1/a.log': 'one\nhal' });
  const marks: Marks = {};
  const look = async () => await readNodeFolder(root, 'n1', marks);
  expect((await look()).logs.map(({ text }) => text)).toEqual(['one\n']);
  expect(await look()).toMatchObject({ bundles: null, logs: [] });
  appendFileSync(join(root, 'n1/a.log'), 'f café\n');
  appendFileSync(join(root, 'n1/release-bundles'), 'config:3.1.1\n');
  expect(await look()).toMatchObject({ bundles: { text: 'boot:3.1.1\nconfig:3.1.1\n' }, logs: [{ text: 'half café\n' }] });
  expect(await look()).toMatchObject({ bundles: null, logs: [] });
});

it('a log that is shorter was written again, and is read from its beginning', async () => {
  const root = layOut({ 'n1/a.log': 'one\ntwo\n' });
  const marks: Marks = {};
  await readNodeFolder(root, 'n1', marks);
  writeFileSync(join(root, 'n1/a.log'), 'new\n');
  expect((await readNodeFolder(root, 'n1', marks)).logs).toMatchObject([{ text: 'new\n' }]);
});

it('a line that never ends is passed over', async () => {
  const root = layOut({ 'n1/a.log': 'x'.repeat(1024 * 1024 + 10) });
  const marks: Marks = {};
  expect((await readNodeFolder(root, 'n1', marks)).logs.map(({ text }) => text.length)).toEqual([1024 * 1024]);
  expect((await readNodeFolder(root, 'n1', marks)).logs).toEqual([]);
});

it('another file of the same name and size is news', async () => {
  const root = layOut({ 'n1/deploy_stage': 'pre-config\n' });
  const marks: Marks = {};
  await readNodeFolder(root, 'n1', marks);
  mkdirSync(join(root, 'new'));
  writeFileSync(join(root, 'new/deploy_stage'), 'post-confi\n');
  renameSync(join(root, 'new/deploy_stage'), join(root, 'n1/deploy_stage'));
  expect((await readNodeFolder(root, 'n1', marks)).stage).toMatchObject({ text: 'post-confi\n' });
});
