import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiteFiles } from '../../../server/inventory/site-files.ts';
import { layOut } from './provider-contract.ts';

const root = layOut({ '/etc/a': 'text', '/etc/d/two': '', '/etc/d/one': '' });
const newSite = (): SiteFiles => new SiteFiles({ root });

it('reads below its root', async () => {
  const site = newSite();
  expect(await site.text('/etc/a')).toBe('text');
  expect(await site.textIfThere('/etc/b')).toBeUndefined();
  expect(await site.names('/etc/d')).toEqual(['one', 'two']);
  expect([await site.exists('/etc/a'), await site.exists('/etc/b')]).toEqual([true, false]);
  expect([await site.isFolder('/etc/d'), await site.isFolder('/etc/a'), await site.isFolder('/etc/b')]).toEqual([true, false, false]);
});

it('remembers what was asked for, whether it is there or not, so that it can be watched', async () => {
  const site = newSite();
  await site.text('/etc/a');
  await site.isThere('/etc/b');
  await site.names('/etc/d');
  await site.exists('/etc/not-asked');
  site.opened('/etc/database');
  expect([...site.seen]).toEqual(['/etc/a', '/etc/b', '/etc/d', '/etc/database'].map((path) => join(root, path)));
});

describe('what can’t be read', () => {
  it.each([
    ['is not there', (site: SiteFiles) => site.text('/etc/b'), /^\/etc\/b: .*it does not exist$/],
    ['is a folder', (site: SiteFiles) => site.text('/etc/d'), /^\/etc\/d: .*it is a folder$/],
    ['is no folder', (site: SiteFiles) => site.names('/etc/a'), /^\/etc\/a: .*folder$/],
    ['is named elsewhere', (site: SiteFiles) => site.text('/etc/b', 'a.conf:7'), /^a\.conf:7: \/etc\/b: /],
  ])('one that %s', async (_, read, mistake) => {
    await expect(read(newSite())).rejects.toMatchObject({ mistakes: [expect.stringMatching(mistake)] });
  });
});

it('runs no commands below another root', async () => {
  await expect(newSite().output('/bin/echo', ['x'])).rejects.toMatchObject({ mistakes: [expect.stringContaining('/bin/echo')] });
  expect(await new SiteFiles().output('/bin/echo', ['x'])).toBe('x\n');
});
