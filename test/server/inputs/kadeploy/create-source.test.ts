import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createKadeploySource, type KadeploySettings } from '../../../../server/inputs/kadeploy/create-source.ts';
import type { KadeploySource } from '../../../../server/inputs/kadeploy/kadeploy-source.ts';
import { KadeployServer } from '../../../deployers/kadeploy-server.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const settings: KadeploySettings = { name: 'kadeploy', url: 'http://127.0.0.1:1', trustAnyCertificate: false, everySeconds: 60 };
const create = (more: Partial<KadeploySettings>, onTrouble: (trouble: string | null) => void = () => {}): KadeploySource =>
  createKadeploySource({ ...settings, ...more, nowMs: () => 0, onTrouble });

it('has the name and the address of the settings', () => {
  expect(create({ name: 'lyon' }).status()).toMatchObject({ name: 'lyon', type: 'kadeploy', from: 'http://127.0.0.1:1' });
});

it('logs in with the password that is in its file', async () => {
  const passwordFile = join(newFolder(), 'password');
  writeFileSync(passwordFile, 'secret\n');
  const server = await KadeployServer.start({ password: 'secret' });
  onTestFinished(() => server.stop());
  const troubles = new Seen<string | null>();
  const source = create({ url: server.url, user: 'root', passwordFile }, (trouble) => troubles.add(trouble));
  onTestFinished(() => source.stop());
  await source.follow(async () => {});
  await expect.poll(() => source.status().lines).toBe(1);
  expect(troubles.all.filter((trouble) => trouble !== null)).toEqual([]);
});

it.each(['passwordFile', 'certificateFile', 'caFile'] as const)('names %s when it can’t be read', (setting) => {
  expect(() => create({ [setting]: '/no/such/file' })).toThrow(new RegExp(`^${setting}: /no/such/file can't be read: ENOENT`));
});
