import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNamedFile, readSecret } from '../../../../server/inputs/following/named-file.ts';
import { SettingsError } from '../../../../server/settings/settings-error.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const folder = layOut({ 'a.pem': 'caf\u00E9\n', secret: ' s3cret \r\n\n', empty: '' });

it('a file is read as it is', () => {
  expect(readNamedFile('caFile', join(folder, 'a.pem'))).toEqual(Buffer.from('caf\u00E9\n'));
});

it.each([
  ['is not there', 'none', /ENOENT/],
  ['is a folder', '.', /EISDIR/],
])('a file that %s is told by its setting and its path', (_, name, why) => {
  const path = join(folder, name);
  for (const read of [() => readNamedFile('keyFile', path), () => readSecret('keyFile', { value: 'x', path })]) {
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(`keyFile: ${path} can't be read: `);
    expect(read).toThrow(why);
  }
});

it.each([
  ['the setting itself', { value: 'x ' }, 'x '],
  ['the file without its end', { path: join(folder, 'secret') }, ' s3cret'],
  ['the file rather than the setting', { value: 'x', path: join(folder, 'secret') }, ' s3cret'],
  ['an empty file', { path: join(folder, 'empty') }, ''],
  ['nothing', {}, undefined],
])('a secret is %s', (_, secret, expected) => {
  expect(readSecret('password', secret)).toBe(expected);
});
