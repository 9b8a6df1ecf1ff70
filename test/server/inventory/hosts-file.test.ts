import { expect, it } from 'vitest';
import { readHostsFile } from '../../../server/inventory/hosts-file.ts';
import { SiteFiles } from '../../../server/inventory/site-files.ts';
import { layOut } from './provider-contract.ts';

const text = `# of the lab
127.0.0.1 localhost backend-0-9
::1 localhost ip6-localhost
ff02::1 ip6-allnodes
10.1.1.101\tbackend-0-0.local Backend-0-0 # the first
10.2.1.101 backend-0-0
10.1.1.101 another-name
FD00:1::101 backend-0-0
no-address backend-0-1
`;
const read = async (files: Record<string, string>) => await readHostsFile('/etc/hosts', new SiteFiles({ root: layOut(files) }));

it('a name has all of its addresses, in their order', async () => {
  const names = await read({ '/etc/hosts': text });
  expect(names.addressesOf('backend-0-0')).toEqual(['10.1.1.101', '10.2.1.101', 'fd00:1::101']);
  expect(names.addressesOf('BACKEND-0-0.LOCAL')).toEqual(['10.1.1.101']);
});

it('an address is called by the first name of its first line', async () => {
  const names = await read({ '/etc/hosts': text });
  expect(names.nameOf('10.1.1.101')).toBe('backend-0-0.local');
});

it.each(['backend-0-9', 'localhost', 'ip6-allnodes', 'backend-0-1', 'unheard-of'])('knows no address of %s', async (name) => {
  expect((await read({ '/etc/hosts': text })).addressesOf(name)).toEqual([]);
});

it('one that is not there knows nothing', async () => {
  const names = await read({});
  expect([names.addressesOf('backend-0-0'), names.nameOf('10.1.1.101')]).toEqual([[], undefined]);
});
