import { expect, it } from 'vitest';
import { starlingxSettings } from '../../../../server/inputs/starlingx/settings.ts';

const url = 'https://10.10.10.2:8119';
const keystoneUrl = 'https://10.10.10.2:5000';
const read = (more: object) => starlingxSettings.safeParse({ type: 'starlingx', url, ...more });

it.each([
  ['a token', { token: 'abc' }],
  ['a token in a file', { tokenFile: '/t' }],
  ['Keystone with a password', { keystoneUrl, password: 'x' }],
  ['Keystone with a password in a file', { keystoneUrl, passwordFile: '/p' }],
  ['an address with a path', { url: `${url}/v1.0`, token: 'abc' }],
])('%s will do', (_, more) => {
  expect(read(more).success).toBe(true);
});

it('the rest has its usual values', () => {
  expect(read({ token: 'abc' }).data).toMatchObject({
    username: 'admin',
    project: 'admin',
    userDomain: 'Default',
    projectDomain: 'Default',
    trustAnyCertificate: false,
    everySeconds: 30,
  });
});

it.each([
  ['no way to log in', {}, /one of keystoneUrl/],
  ['two ways to log in', { token: 'abc', tokenFile: '/t' }, /one of keystoneUrl/],
  ['Keystone without a password', { keystoneUrl }, /needs password or passwordFile/],
  ['Keystone with two passwords', { keystoneUrl, password: 'x', passwordFile: '/p' }, /needs password or passwordFile/],
  ['an address with a password', { url: 'https://me:secret@10.10.10.2', token: 'abc' }, /without user or password/],
  ['an address of another kind', { url: 'ftp://10.10.10.2', token: 'abc' }, /an address such as/],
  ['too many questions', { token: 'abc', everySeconds: 1 }, />=\s?5/],
  ['a word that is none', { token: 'abc', tenant: 'x' }, /tenant/],
])('%s is refused', (_, more, why) => {
  expect(
    read(more)
      .error?.issues.map(({ message }) => message)
      .join('; '),
  ).toMatch(why);
});
