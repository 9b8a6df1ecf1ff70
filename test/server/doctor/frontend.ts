// A made-up frontend as files below a root: a Debian with dhcpd, in.tftpd and apache on which all is well. Tests spoil one thing each.
import { chmodSync } from 'node:fs';
import { layOut } from '../inventory/provider-contract.ts';

/** As in /proc/PID/cmdline. */
export const commandLine = (...words: string[]): string => `${words.join('\0')}\0`;

const wellSetUp: Readonly<Record<string, string>> = {
  '/proc/101/cmdline': commandLine('/usr/sbin/dhcpd', '-4', '-q', '-cf', '/etc/dhcp/dhcpd.conf'),
  '/proc/102/cmdline': commandLine('/usr/sbin/in.tftpd', '--listen', '--user', 'tftp', '-v', '--secure', '/srv/tftp'),
  '/proc/103/cmdline': commandLine('/usr/sbin/apache2', '-k', 'start'),
  '/proc/104/cmdline': commandLine('/usr/sbin/rsyslogd', '-n'),
  '/etc/default/tftpd-hpa': 'TFTP_USERNAME="tftp"\nTFTP_OPTIONS="-v --secure"\n',
  '/etc/apache2/apache2.conf': 'LogFormat "%h %l %u %t \\"%r\\" %>s %O" common\n',
  '/etc/apache2/sites-enabled/000-default.conf': '<VirtualHost *:80>\n\tCustomLog ${APACHE_LOG_DIR}/access.log combined\n</VirtualHost>\n',
  '/etc/rsyslog.conf': '*.*;auth,authpriv.none -/var/log/syslog\n',
  '/var/log/syslog':
    'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0\n' +
    'Nov 21 01:05:34 frontend-0-0 in.tftpd[143]: RRQ from 10.1.1.101 filename pxelinux.0\n',
  '/var/log/apache2/access.log': '10.1.1.101 - - [21/Nov/2026:01:05:41 +0000] "GET /install/config HTTP/1.1" 200 213 "-" "Wget"\n',
};

/** `changes`: other texts; undefined: the file is not there. */
export function frontend(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const files = Object.entries({ ...wellSetUp, ...changes });
  const root = layOut(Object.fromEntries(files.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]))));
  // Others than the one who runs the tests look too.
  chmodSync(root, 0o755);
  return root;
}
