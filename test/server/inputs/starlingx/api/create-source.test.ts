import { expect, it } from 'vitest';
import { createStarlingxSource } from '../../../../../server/inputs/starlingx/api/create-source.ts';
import { sourceSchema } from '../../../../../server/settings/source-settings.ts';

function create(more: object) {
  const settings = sourceSchema.parse({ type: 'starlingx', url: 'http://127.0.0.1:1', token: 'abc', ...more });
  if (settings.type !== 'starlingx') throw new Error('another kind of source');
  return createStarlingxSource({ ...settings, name: 'north', nowMs: () => 0, onTrouble: () => {} });
}

it('has the name and the address of the settings, and asks nothing before it is followed', async () => {
  const source = create({});
  expect(source.status()).toMatchObject({ name: 'north', type: 'starlingx', from: 'http://127.0.0.1:1', lines: 0 });
  await source.stop();
});

it.each([
  ['caFile', { caFile: '/no/such/file' }],
  ['passwordFile', { token: undefined, keystoneUrl: 'http://127.0.0.1:1', passwordFile: '/no/such/file' }],
])('names %s when it can’t be read', (setting, more) => {
  expect(() => create(more)).toThrow(new RegExp(`^${setting}: /no/such/file can't be read: ENOENT`));
});
