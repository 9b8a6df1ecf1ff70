import { expect, it } from 'vitest';
import { readDhcpHost } from '../../../../server/inputs/dnsmasq/inventory.ts';
import { mistakesOf } from '../../settings/mistakes.ts';
import { layOut, providerContract } from '../../inventory/provider-contract.ts';
import { readInventory } from '../../inventory/read-site.ts';

providerContract({
  provider: 'dnsmasq',
  place: '/etc/dnsmasq.conf',
  files: {
    '/etc/dnsmasq.conf': `# dhcp-host=52:54:00:aa:00:ff,commented-out
port=0
log-dhcp
dhcp-range=10.1.1.0,static
dhcp-host=52:54:00:aa:00:10,set:sles,backend-0-0,10.1.1.101,12h # the first
dhcp-host=52:54:00:aa:00:*,ignore
dhcp-host=52:54:00:aa:00:11,52:54:00:aa:01:11,10.1.1.102
conf-dir=/etc/dnsmasq.d,*.conf
dhcp-hostsfile=/etc/dnsmasq.hosts
dhcp-hostsdir=/etc/dnsmasq.hosts.d
read-ethers
`,
    '/etc/dnsmasq.d/10.conf': 'dhcp-host=id:01:52:54:00:aa:00:13,backend-0-3\n',
    '/etc/dnsmasq.d/10.conf.bak': 'dhcp-host=52:54:00:aa:00:fe,not-this\n',
    '/etc/dnsmasq.hosts': '# of the second rack\n52:54:00:aa:00:14,backend-0-4,[fd00:1::104],infinite\n\n',
    '/etc/dnsmasq.hosts.d/rack3': 'tag:!known,52:54:00:aa:00:15,10.1.1.106,backend-0-5\n',
    '/etc/ethers': '52:54:00:aa:00:16 backend-0-6\n',
    '/etc/hosts': '10.1.1.102 backend-0-1\n10.1.1.104 backend-0-3\n10.1.1.107 backend-0-6\n',
  },
  machines: [
    { host: 'backend-0-0', interfaces: [{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101' }] },
    {
      host: 'backend-0-1',
      interfaces: [
        { mac: '52:54:00:aa:00:11', ip: '10.1.1.102' },
        { mac: '52:54:00:aa:01:11', ip: '10.1.1.102' },
      ],
    },
    { host: 'backend-0-3', interfaces: [{ mac: '52:54:00:aa:00:13', ip: '10.1.1.104' }] },
    { host: 'backend-0-4', interfaces: [{ mac: '52:54:00:aa:00:14', ip: 'fd00:1::104' }] },
    { host: 'backend-0-5', interfaces: [{ mac: '52:54:00:aa:00:15', ip: '10.1.1.106' }] },
    { host: 'backend-0-6', interfaces: [{ mac: '52:54:00:aa:00:16', ip: '10.1.1.107' }] },
  ],
  broken: {
    files: { '/etc/dnsmasq.conf': 'port=0\nconf-file=/etc/dnsmasq.more\n' },
    mistake: /^\/etc\/dnsmasq\.conf:2: \/etc\/dnsmasq\.more: cannot be read: it does not exist$/,
  },
  daemon: { path: '/usr/sbin/dnsmasq', args: (place) => ['--test', '-C', place] },
});

const mac = '00:20:e0:3b:13:af';
const noNames = { addressesOf: () => [], nameOf: () => undefined };

it.each([
  ['00:20:e0:3b:13:af,wap,infinite', [{ host: 'wap', interfaces: [{ mac }] }]],
  ['lap,192.168.0.199', [{ host: 'lap', interfaces: [{ ip: '192.168.0.199' }] }]],
  ['06-00:20:e0:3b:13:af,1.2.3.4', [{ host: undefined, interfaces: [{ mac, ip: '1.2.3.4' }] }]],
  ['00:20:e0:3b:13:af,id:*,wap,45m', [{ host: 'wap', interfaces: [{ mac }] }]],
  ['id:01:02:03:04,lap,1.2.3.4', [{ host: 'lap', interfaces: [{ ip: '1.2.3.4' }] }]],
  ['id:00:03:00:01:00:20:e0:3b:13:af,[1234::56]', [{ host: undefined, interfaces: [{ mac, ip: '1234::56' }] }]],
  [
    '00:20:e0:3b:13:af,wap,1.2.3.4,[1234:50::/126],set:a,set:b,1d',
    [
      {
        host: 'wap',
        interfaces: [
          { mac, ip: '1.2.3.4' },
          { mac, ip: '1234:50::' },
        ],
      },
    ],
  ],
  ['laptop,[::56]', []],
  ['00:20:e0:3b:13:*,wap', []],
  ['00:20:e0:3b:13:af,ignore', []],
  ['id:clientidastext,wap', []],
  ['', []],
])('dhcp-host=%s', (value, machines) => {
  expect(readDhcpHost(value, 'here', noNames)).toEqual(machines.map((machine) => ({ ...machine, at: 'here' })));
});

it.each(['52:54:00:aa:0:zz,a', 'a,52-54:zz'])('dhcp-host=%s is refused, as dnsmasq refuses it', (value) => {
  expect(mistakesOf(() => readDhcpHost(value, 'here:1', noNames))).toEqual([
    expect.stringMatching(/^here:1: \S+:zz is not a MAC address$/),
  ]);
});

it('a line that is no option is refused', async () => {
  const root = layOut({ '/etc/dnsmasq.conf': 'port=0\n{ not: ours }\n' });
  const { readings } = await readInventory({ settings: { dnsmasq: true }, workflows: new Set(), root });
  expect(readings[0]?.mistakes).toEqual([`/etc/dnsmasq.conf:2: unknown dnsmasq option: { not: ours }`]);
});

it('does without a hosts file that is not there, as dnsmasq does, and waits for it', async () => {
  const root = layOut({ '/etc/dnsmasq.conf': 'dhcp-hostsfile=/etc/hosts.dhcp\n' });
  const { readings, warnings } = await readInventory({ settings: { dnsmasq: '/etc/dnsmasq.conf' }, workflows: new Set(), root });
  expect(readings[0]).toMatchObject({ machines: [], mistakes: [], files: expect.arrayContaining([`${root}/etc/hosts.dhcp`]) });
  expect(warnings).toEqual(['/etc/dnsmasq.conf:1: /etc/hosts.dhcp does not exist']);
});
