// Which reader a program's messages go to, whichever way they come: a syslog file, the journal, a port. A program without one says nothing
// of ours; dhclient on the frontend writes lines that look like dhcpd's, so the program decides and never the words.
import { readDhcpdMessage } from './isc-dhcpd.ts';
import { readDnsmasqDhcpMessage } from './dnsmasq-dhcp.ts';
import { createDnsmasqTftpReader } from './dnsmasq-tftp.ts';
import { createTftpdReader } from './in-tftpd.ts';
import { createKeaReader } from './kea.ts';
import type { MessageReader } from './sighting.ts';

/** By the program's name on the line. A reader may remember earlier lines, so each log has its own. */
export function createProgramReaders(): ReadonlyMap<string, MessageReader> {
  const tftpd = createTftpdReader();
  return new Map([
    ['dhcpd', readDhcpdMessage],
    ['in.tftpd', tftpd],
    ['tftpd', tftpd],
    ['dnsmasq-dhcp', readDnsmasqDhcpMessage],
    ['dnsmasq-tftp', createDnsmasqTftpReader()],
    ['kea-dhcp4', createKeaReader()],
    ['kea-dhcp6', createKeaReader()],
  ]);
}
