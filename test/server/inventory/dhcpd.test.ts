import { providerContract } from './provider-contract.ts';

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
