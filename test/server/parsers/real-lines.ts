// Lines that real daemons wrote while machines installed (the lab of log-formats.md), and the frame that a source puts around a line.
import type { LogLine } from '../../../server/parsers/parser.ts';

export const receivedAtMs = Date.UTC(2026, 10, 21, 6);

export function logLine(text: string, source = 'messages'): LogLine {
  return { text, source, line: 7, offset: 1234, receivedAtMs };
}

export const syslogLines = [
  'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
  'Nov 21 01:05:20 frontend-0-0 dhcpd[127]: DHCPREQUEST for 10.1.1.101 (10.1.1.1) from 52:54:00:aa:00:10 via eth0',
  'Nov 21 01:13:15 frontend-0-0 dhcpd[130]: DHCPACK on 10.1.1.200 to 52:54:00:cc:00:01 (visitor) via eth0',
  'Nov 21 01:40:38 frontend-0-0 dhcpd[130]: DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0) via 10.2.1.1',
  'Nov 21 01:40:32 frontend-0-0 dhcpd[130]: DHCPDISCOVER from 52:54:00:cc:00:01 via eth0: network 10.1.1.0/24: no free leases',
  'Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename pxelinux.cfg/01-52-54-00-aa-00-10',
  'Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: sending NAK (1, File not found) to 10.1.1.101',
  'Nov 21 01:15:38 frontend-0-0 dhclient[561]: DHCPACK of 10.1.1.202 from 10.1.1.1',
  'Nov 21 01:21:12 frontend-0-0 kea-dhcp4: INFO  [kea-dhcp4.leases.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds',
  'Nov 21 01:13:16 frontend-0-0 dhcpd[130]: DHCPNAK on 192.168.99.7 to 52:54:00:cc:00:02 via eth0',
  'Nov 21 01:13:33 frontend-0-0 dhcpd[130]: DHCPDECLINE of 10.1.1.200 from 52:54:00:cc:00:01 (decliner) via eth0: abandoned',
  'Nov 21 01:40:38 frontend-0-0 dhcpd[130]: DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (Hostname Unsuitable for Printing) via 10.2.1.1',
  'Nov 21 01:10:10 frontend-0-0 in.tftpd[162]: RRQ from fd00:1::66 filename pxelinux.0',
  'Nov 21 01:40:43 frontend-0-0 in.tftpd[356]: RRQ from 10.1.1.101 filename café',
  'Nov 21 01:15:50 frontend-0-0 dnsmasq-dhcp[130]: DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ',
  '2026-11-20T20:33:29-05:00 frontend-0-0 dhcpd[130]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
  '2026-11-21T01:05:20.952583+00:00 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0',
];

export const accessLines = [
  '10.1.1.101 - - [21/Nov/2026:01:05:41 +0000] "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/config HTTP/1.1" 200 213 "-" "Wget"',
  '10.1.1.101 - - [21/Nov/2026:01:05:49 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\\"action\\":\\"os\\"} HTTP/1.1" 200 1',
  '10.1.1.101 - - [21/Nov/2026:01:32:42 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\\x22action\\x22:\\x22os\\x22} HTTP/1.1" 200 11',
  '10.1.1.1 - - [21/Nov/2026:01:07:28 +0000] "OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (Debian) OpenSSL/3.0.19 (internal dummy connection)"',
  '10.1.1.101 - - [21/Nov/2026:01:40:43 +0000] "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/common HTTP/1.1" 200 524288 "http://x/\\"y\\"" "a \\"quoted\\" agent\\\\"',
  '10.1.1.101 - - [21/Nov/2026:01:40:45 +0000] "GARBAGE" 400 266 "-" "-"',
  '10.1.1.101 - - [21/Nov/2026:01:41:01 +0000] "\\x16\\x03\\x01\\x00\\x05hello" 400 157 "-" "-"',
  '10.1.1.101 - - [21/Nov/2026:01:40:59 +0000] "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/common HTTP/1.1" 200 524288 "http://x/\\x22y\\x22" "a \\x22quoted\\x22 agent\\x5C"',
  '10.1.1.101 - admin [21/Nov/2026:01:41:00 +0000] "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/config HTTP/1.1" 200 213 "-" "curl/7.88.1"',
  'fd00:1::66 - - [21/Nov/2026:01:10:13 +0000] "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/root HTTP/1.1" 200 1048576 "-" "curl/7.88.1"',
  '10.1.1.101 - - [21/Nov/2026:01:40:45 +0000] "GET /caf\\xc3\\xa9 HTTP/1.1" 404 236 "-" "-"',
];

export const mqttLines = [
  String.raw`{"timestamp": 1795223180.1114063, "iso": "2026-11-21T01:06:20.111+00:00", "topic": "health/10.1.1.101", "payload": "{\"state\":\"online\",\"ssh\":\"up\"}"}`,
];

// The forms that xCAT's, Cobbler's and FAI's own documents and issues show; made with our lab's names.
export const xcatLines = [
  'Nov 21 01:20:02 backend-0-0 xcat.deployment.postscript INFO postscript end...: syslog return with 0',
  'Nov 21 01:20:02 backend-0-0 xcat:  Sat Nov 21 01:20:02 UTC 2026 Running postscript: otherpkgs',
  'Nov 21 01:20:05 backend-0-0 xcat.provision:  provision completed.(backend-0-0)',
  'Nov 21 01:05:02 frontend-0-0 xcat[127]: INFO xcat.updatestatus - backend-0-0: changing status=installing',
];
export const cobblerLines = [
  'system\tbackend-0-0\t10.1.1.101\tstart\t1795223180.11',
  'profile\trhel9-x86_64\t10.1.1.102\tstop\t1795223480.52',
];
export const faiLines = [
  'backend-0-0 TASKBEGIN partition',
  'backend-0-0 TASKEND partition 0',
  'backend-0-0 TASKERROR instsoft 471',
  '52:54:00:aa:00:10 check',
  'backend-0-0 HOOK instsoft.DEBIAN',
  'backend-0-0 VARIABLE LOGUSER',
];
export const installerSyslogLines = [
  '<182>Nov 21 01:05:12 backend-0-0 anaconda[1755]: anaconda: Running kickstart %%pre script(s)',
  "<30>Nov 21 01:05:12 main-menu[254]: INFO: Menu item 'partman-base' selected",
  '<14>1 2026-11-21T01:05:12.003Z backend-0-0 checklist - - - DISKS_NUKED',
  '<14>1 2026-11-21T01:05:12Z backend-0-0 checklist 7 ID [a@1 b="x\\"\\]y"][c@2 d=""] {"systest":"SSH_Open","flag":"True","msg":"no sshd"}',
];
