import { expect, it } from 'vitest';
import { layOut, providerContract } from '../../inventory/provider-contract.ts';
import { readInventory } from '../../inventory/read-site.ts';

providerContract({
  provider: 'dhcpd',
  place: '/etc/dhcp/dhcpd.conf',
  files: {
    '/etc/dhcp/dhcpd.conf': `# a frontend's own
authoritative;
ddns-update-style none;
option arch code 93 = unsigned integer 16;
if option arch = 00:07 { filename "shimx64.efi"; } else { filename "pxelinux.0"; } # host no { hardware ethernet 1:2:3:4:5:6; }
shared-network "rack { 1" {
  subnet 10.1.0.0 netmask 255.255.0.0 {
    pool { range 10.1.200.1 10.1.200.20; allow unknown-clients; }
    group {
      option domain-name "example.org";
      host backend-0-0 { hardware ethernet 52:54:0:AA:00:10; fixed-address 10.1.1.101, 10.2.1.101;
        option host-name "backend-0-0"; filename "pxelinux.0"; next-server 10.1.1.1; }
      group { host backend-0-1-eth1 { option host-name "backend-0-1"; hardware ethernet 52:54:00:aa:00:11; fixed-address backend-0-1; } }
    }
  }
  subnet 10.2.0.0 netmask 255.255.0.0 { }
}
include "/etc/dhcp/hosts.conf";
host by-client-id { option dhcp-client-identifier 01:52:54:00:aa:00:13; fixed-address 10.1.1.104; }
host no-address { host-identifier option agent.circuit-id "port 7"; }
host gone { deleted; hardware ethernet 52:54:00:aa:00:1f; }
`,
    '/etc/dhcp/hosts.conf': 'host login1\n{\n  hardware ethernet 52:54:00:aa:00:12;\n}\n',
    '/etc/hosts': '127.0.0.1 localhost\n10.1.1.102 backend-0-1.example.org backend-0-1 # the second\n',
  },
  machines: [
    {
      host: 'backend-0-0',
      interfaces: [
        { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' },
        { mac: '52:54:00:aa:00:10', ip: '10.2.1.101' },
      ],
    },
    { host: 'backend-0-1', interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }] },
    { host: 'login1', interfaces: [{ mac: '52:54:00:aa:00:12' }] },
    { host: 'by-client-id', interfaces: [{ mac: '52:54:00:aa:00:13', ip: '10.1.1.104' }] },
  ],
  broken: {
    files: { '/etc/dhcp/hosts.conf': 'host login1 {\n  hardware ethernet 52:54:00:aa:00:12\n}\n' },
    mistake: /^\/etc\/dhcp\/hosts\.conf:2: a ; is missing after 52:54:00:aa:00:12$/,
  },
  daemon: { path: '/usr/sbin/dhcpd', args: (place) => ['-t', '-cf', place] },
});

it.each([
  ['host a {\n{', '2: this { is never closed'],
  ['}', '1: a } without a {'],
  ['host a {\n hardware ethernet 52:54:00:aa:00:10;\n', '1: this { is never closed'],
  ['option x "never\nclosed;', '1: this quote is never closed'],
  ['a {'.repeat(1_000), '1: more than 100 blocks inside each other'],
  ['include "/etc/dhcp/dhcpd.conf";', '1: more than 20 files include each other'],
])('%j is refused', async (text, mistake) => {
  const root = layOut({ '/etc/dhcp/dhcpd.conf': text });
  const { readings } = await readInventory({ settings: { dhcpd: '/etc/dhcp/dhcpd.conf' }, workflows: new Set(), root });
  expect(readings[0]?.mistakes).toEqual([`/etc/dhcp/dhcpd.conf:${mistake}`]);
});

const host = (mac: string, more = ''): string =>
  `host node1 {\n  dynamic;\n${more}  hardware ethernet ${mac};\n  fixed-address 10.1.1.101;\n        supersede host-name = "node1";\n}\n`;

it('reads the hosts that a leases file holds: of two words on one the later counts', async () => {
  const lease = 'lease 10.1.1.9 {\n  starts 6 2026/11/21 01:05:17;\n  hardware ethernet 52:54:00:cc:00:01;\n  uid "\\001RT\\000";\n}\n';
  const root = layOut({
    '/dhcpd.leases': `# made by isc-dhcp\nauthoring-byte-order little-endian;\n${host('52:54:00:aa:00:10')}${lease}${host('52:54:00:aa:00:11')}`,
  });
  const { backends } = await readInventory({ settings: { dhcpd: '/dhcpd.leases' }, workflows: new Set(), root });
  expect(backends).toEqual([{ host: 'node1', interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.101' }], files: {} }]);
  layOut({ '/dhcpd.leases': `${host('52:54:00:aa:00:10')}host node1 {\n  dynamic;\n  deleted;\n}\n` }, root);
  expect((await readInventory({ settings: { dhcpd: '/dhcpd.leases' }, workflows: new Set(), root })).backends).toEqual([]);
});
