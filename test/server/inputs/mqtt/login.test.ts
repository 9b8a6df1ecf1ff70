import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMqttLogin } from '../../../../server/inputs/mqtt/login.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const folder = layOut({ password: 'secret \r\n', 'ca.pem': '-----BEGIN CERTIFICATE-----\n' });
const passwordFile = join(folder, 'password');
const caFile = join(folder, 'ca.pem');

it.each([
  ['nothing', {}, {}],
  ['a user and a password', { username: 'checklist', password: 'p ' }, { username: 'checklist', password: 'p ' }],
  ['a user without a password', { username: 'checklist' }, { username: 'checklist' }],
  ['a file with the password, without its line end', { passwordFile }, { password: 'secret' }],
  ['the file, where there are both', { password: 'other', passwordFile }, { password: 'secret' }],
  ['an authority', { caFile }, { ca: Buffer.from('-----BEGIN CERTIFICATE-----\n') }],
  ['empty words', { username: '', password: '' }, { username: '', password: '' }],
])('with %s', (_, settings, login) => {
  expect(readMqttLogin(settings)).toEqual(login);
});

it.each([
  ['passwordFile', { passwordFile: join(folder, 'none') }],
  ['caFile', { caFile: join(folder, 'none') }],
])('a file that can not be read is told by its setting: %s', (setting, settings) => {
  expect(() => readMqttLogin(settings)).toThrow(`${setting}: ${join(folder, 'none')} can't be read`);
});
