import { expect, it } from 'vitest';
import { csvRows } from '../../../server/inventory/csv-rows.ts';
import { layOut, providerContract } from './provider-contract.ts';
import { readInventory } from './read-site.ts';

const noFiles = { installKernel: undefined, installRamdisk: undefined };

// NetBox's export of interfaces.
providerContract({
  provider: 'csv',
  place: '/etc/checklist/inventory.csv',
  files: {
    '/etc/checklist/inventory.csv':
      '\uFEFFDevice,Name,Type,MAC Address,IP Addresses,Description\r\n' +
      'backend-0-0,eth0,1000BASE-T,52:54:00:AA:00:10,"10.1.1.101/16,fd00:1::65/64","rack 1, ""left"""\r\n' +
      'backend-0-0,eth1,1000BASE-T,52:54:00:AA:01:10,,"two\r\nlines"\r\n' +
      'backend-0-1,eth0,1000BASE-T,,10.1.1.102/16,\r\npatch-panel,,,,,\r\n',
  },
  machines: [
    {
      host: 'backend-0-0',
      interfaces: [
        { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' },
        { mac: '52:54:00:aa:00:10', ip: 'fd00:1::65' },
      ],
      files: noFiles,
    },
    { host: 'backend-0-0', interfaces: [{ mac: '52:54:00:aa:01:10' }], files: noFiles },
    { host: 'backend-0-1', interfaces: [{ mac: undefined, ip: '10.1.1.102' }], files: noFiles },
  ],
  broken: {
    files: { '/etc/checklist/inventory.csv': 'name,mac\na,52:54:00:aa:00:10\nb,"52:54\n00"\n' },
    mistake: /^\/etc\/checklist\/inventory\.csv:3: 52:54\n00 is not a MAC address$/,
  },
});

it.each([
  [
    'Foreman’s hosts',
    'Name,Operating system,IPv4 address,MAC address\na.example.org,SLES 15,10.1.1.1,52:54:00:aa:00:01\n',
    'a.example.org',
  ],
  ['NetBox’s devices', 'Name,Status,Primary IP,Primary MAC address\na,Active,10.1.1.1/24,52:54:00:aa:00:01\n', 'a'],
  ['our own with semicolons', 'host;mac;ip;workflow\na;5254.00aa.0001;10.1.1.1;sles-15\n', 'a'],
])('%s', async (_, text, host) => {
  const root = layOut({ '/x.csv': text });
  const { backends } = await readInventory({ settings: { csv: '/x.csv' }, workflows: new Set(['sles-15']), root });
  expect(backends).toMatchObject([{ host, interfaces: [{ mac: '52:54:00:aa:00:01', ip: '10.1.1.1' }] }]);
});

it.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b;c\r\n1;2,5;\r\n',
    [
      ['a', 'b', 'c'],
      ['1', '2,5', ''],
    ],
  ],
  [
    'a\tb\n"x\ty"\t2\n\n',
    [
      ['a', 'b'],
      ['x\ty', '2'],
    ],
  ],
  [
    'a,b\r"x ""y""", z ',
    [
      ['a', 'b'],
      ['x "y"', 'z'],
    ],
  ],
  ['', []],
])('rows of %j', (text, rows) => {
  expect(csvRows(text)?.map(({ fields }) => fields)).toEqual(rows);
});

it('a quote that is never closed makes no table', () => {
  expect(csvRows('a,b\n"1,2\n3,4\n')).toBeUndefined();
});
