// dnsmasq: DHCP and TFTP, for IPv4 and IPv6.
import { tagged } from '../contract/boot-server-tag.ts';
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { readDnsmasqDhcpMessage } from './dnsmasq-dhcp.ts';
import { createDnsmasqTftpReader } from './dnsmasq-tftp.ts';
import { checkDnsmasq } from './doctor.ts';
import { dnsmasq as inventory } from './inventory.ts';

export const dnsmasq = {
  name: 'dnsmasq',
  page: 'boot-servers/dnsmasq.md',
  logging: {
    title: 'dnsmasq',
    enable: 'nothing; `quiet-dhcp` must be off, `quiet-tftp` should be',
    notShown: 'a requested file, before its transfer has ended',
  },
  programs: () => ({ 'dnsmasq-dhcp': readDnsmasqDhcpMessage, 'dnsmasq-tftp': createDnsmasqTftpReader() }),
  logNames: { names: ['dnsmasq.log'] },
  usualSources: [usualLog('log', '/var/log/dnsmasq.log')],
  inventory,
  servers: [
    {
      name: 'dnsmasq',
      serves: ['DHCP', 'TFTP'],
      processes: ['dnsmasq'],
      units: ['dnsmasq'],
      tag: tagged('dnsmasq(?:-dhcp|-tftp)?'),
    },
  ],
  check: checkDnsmasq,
} satisfies PlugIn;
