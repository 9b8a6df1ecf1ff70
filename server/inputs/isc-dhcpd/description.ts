// ISC dhcpd, for IPv4 and IPv6.
import { tagged } from '../contract/boot-server-tag.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { dhcpd } from './inventory.ts';
import { readDhcpd6Message } from './isc-dhcpd-v6.ts';
import { readDhcpdMessage } from './isc-dhcpd.ts';

export const iscDhcpd = {
  name: 'isc-dhcpd',
  page: 'boot-servers/isc-dhcpd.md',
  logging: {
    title: 'ISC dhcpd',
    enable: 'nothing',
    notShown: 'host names of machines with a fixed address; over IPv6 a machine whose DUID contains no MAC',
  },
  programs: () => ({
    dhcpd: (message) => (message.startsWith('DHCP') ? readDhcpdMessage(message) : readDhcpd6Message(message)),
  }),
  inventory: dhcpd,
  servers: [
    {
      name: 'dhcpd',
      serves: ['DHCP'],
      processes: ['dhcpd'],
      units: ['isc-dhcp-server', 'dhcpd', 'dhcpd6'],
      tag: tagged('dhcpd'),
    },
  ],
} satisfies PlugIn;
