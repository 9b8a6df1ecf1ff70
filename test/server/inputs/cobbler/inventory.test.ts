import { providerContract } from '../../inventory/provider-contract.ts';

const system = (name: string, more: object): string => JSON.stringify({ name, uid: `uid-${name}`, hostname: '', profile: 'sles', ...more });
const distro = JSON.stringify({ name: 'sles15', uid: 'd1', kernel: '/srv/www/cobbler/linux', initrd: '/srv/www/cobbler/initrd' });
const files = { installKernel: 'linux', installRamdisk: 'initrd' };
const none = { installKernel: undefined, installRamdisk: undefined };

providerContract({
  provider: 'cobbler',
  place: '/var/lib/cobbler/collections',
  files: {
    '/var/lib/cobbler/collections/systems/a.json': system('host.example.org', {
      interfaces: {
        default: { mac_address: 'AA:bb:cc:dd:ee:aa', ip_address: '192.168.1.5', ipv6_address: '', interface_type: 'na' },
        bmc: { mac_address: 'aa:bb:cc:dd:ee:ab', ip_address: '192.168.1.6', interface_type: 'bmc' },
      },
    }),
    '/var/lib/cobbler/collections/systems/b.json': system('b', { hostname: 'named', profile: 'child', interfaces: {} }),
    '/var/lib/cobbler/collections/systems/c.json': system('c', { profile: 'gone' }),
    '/var/lib/cobbler/collections/network_interfaces/i.json': JSON.stringify({
      name: 'eth0',
      system_uid: 'uid-c',
      mac_address: 'aa:bb:cc:dd:ee:ac',
      ipv4: { address: '192.168.1.7' },
      ipv6: { address: 'fd00::7' },
    }),
    '/var/lib/cobbler/collections/profiles/p.json': JSON.stringify({ name: 'sles', uid: 'p1', distro: 'sles15', parent: '' }),
    '/var/lib/cobbler/collections/profiles/q.json': JSON.stringify({ name: 'child', uid: 'p2', distro: '<<inherit>>', parent: 'p1' }),
    '/var/lib/cobbler/collections/distros/d.json': distro,
  },
  machines: [
    { host: 'host.example.org', interfaces: [{ mac: 'aa:bb:cc:dd:ee:aa', ip: '192.168.1.5' }], workflow: 'cobbler', files },
    { host: 'named', interfaces: [], workflow: 'cobbler', files },
    {
      host: 'c',
      interfaces: [
        { mac: 'aa:bb:cc:dd:ee:ac', ip: '192.168.1.7' },
        { mac: 'aa:bb:cc:dd:ee:ac', ip: 'fd00::7' },
      ],
      workflow: 'cobbler',
      files: none,
    },
  ],
  broken: {
    files: { '/var/lib/cobbler/collections/systems/b.json': '{\n "name": "b",\n}' },
    mistake: /^\/var\/lib\/cobbler\/collections\/systems\/b\.json:3: invalid JSON: /,
  },
});

providerContract({
  provider: 'cobbler',
  place: '/var/lib/cobbler/config',
  files: {
    '/var/lib/cobbler/config/systems.d/old.json': system('old', {
      interfaces: { eth0: { mac_address: 'aa:bb:cc:dd:ee:ad', ip_address: '192.168.1.8' } },
    }),
    '/var/lib/cobbler/config/profiles.d/sles.json': JSON.stringify({ name: 'sles', distro: 'sles15', parent: null }),
    '/var/lib/cobbler/config/distros.d/sles15.json': distro,
  },
  machines: [{ host: 'old', interfaces: [{ mac: 'aa:bb:cc:dd:ee:ad', ip: '192.168.1.8' }], workflow: 'cobbler', files }],
  broken: {
    files: { '/var/lib/cobbler/config/systems.d/old.json': '{ "interfaces": 3 }' },
    mistake: /^\/var\/lib\/cobbler\/config\/systems\.d\/old\.json: name: /,
  },
});
