// Which reader a program's messages go to, whichever way they come: a syslog file, the journal, a port. A program without one says nothing
// of ours; dhclient on the frontend writes lines that look like dhcpd's, so the program decides and never the words.
import { readAccessMessage } from '../web-logs/access-log.ts';
import { createAtftpdReader } from '../atftpd/atftpd.ts';
import { readCaddyMessage } from '../caddy/caddy.ts';
import { readDnsmasqDhcpMessage } from '../dnsmasq/dnsmasq-dhcp.ts';
import { createDnsmasqTftpReader } from '../dnsmasq/dnsmasq-tftp.ts';
import { createTftpdReader } from '../tftpd-hpa/in-tftpd.ts';
import { readDhcpd6Message } from '../isc-dhcpd/isc-dhcpd-v6.ts';
import { readDhcpdMessage } from '../isc-dhcpd/isc-dhcpd.ts';
import { createKeaReader } from '../kea/kea-messages.ts';
import type { MessageReader } from '../contract/sighting.ts';

/** By the program's name on the line. A reader may remember earlier lines, so each log has its own. */
export function createProgramReaders(): ReadonlyMap<string, MessageReader> {
  const tftpd = createTftpdReader();
  return new Map([
    ['dhcpd', (message) => (message.startsWith('DHCP') ? readDhcpdMessage(message) : readDhcpd6Message(message))],
    ['in.tftpd', tftpd],
    ['tftpd', tftpd],
    ['atftpd', createAtftpdReader()],
    ['dnsmasq-dhcp', readDnsmasqDhcpMessage],
    ['dnsmasq-tftp', createDnsmasqTftpReader()],
    ['kea-dhcp4', createKeaReader()],
    ['kea-dhcp6', createKeaReader()],
    // Where their access logs go to syslog.
    ...['nginx', 'httpd', 'apache2', 'lighttpd'].map((program) => [program, readServerMessage] as const),
    ['caddy', readCaddyMessage],
  ]);
}

/** Web servers give other remarks to syslog too, which have no request in them. */
function readServerMessage(message: string): ReturnType<MessageReader> {
  return message.includes('] "') ? readAccessMessage(message) : 'irrelevant';
}

/** The programs whose messages are read, for whoever can ask for those alone. */
export const knownPrograms: readonly string[] = [...createProgramReaders().keys()];
