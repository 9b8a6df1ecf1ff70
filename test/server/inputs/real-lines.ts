// Lines that real daemons wrote while machines installed (the lab of log-formats.md), and the frame that a source puts around a line.
import type { Reading } from '../../../server/core/queue.ts';
import { isUnparsed, type Line, type Unseen } from '../../../server/inputs/contract/parser.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';

export const receivedAtMs = Date.UTC(2026, 10, 21, 6);

export function logLine(text: string, source = 'messages'): Line {
  return { text, source, number: 7, offset: 1234, receivedAtMs };
}

/** What a line of this time says that says nothing of ours. */
export const silent = (atMs: number) => ({ kind: 'reading', atMs, observations: [] });
/** The same for one of which only the time is understood. */
export const unparsed = (atMs: number) => ({ ...silent(atMs), isUnparsed: true });

export function observationsOf(read: Reading | Unseen): readonly Observation[] {
  return typeof read === 'string' ? [] : read.observations;
}

/** Whether a line says something of ours, or why not. */
export function kindOf(read: Reading | Unseen): 'observation' | Unseen {
  if (isUnparsed(read)) return 'unparsed';
  return observationsOf(read).length > 0 ? 'observation' : 'irrelevant';
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

// Of the other boot servers, as they stand in syslog.
export const bootServerLines = [
  'Nov 21 01:15:50 frontend-0-0 dnsmasq-dhcp[130]: DHCPNAK(eth0) 192.168.99.7 52:54:00:cc:00:02 wrong network',
  'Nov 21 01:17:17 frontend-0-0 dnsmasq-dhcp[127]: 3545384800 DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 backend-0-0',
  'Nov 24 23:29:21 frontend-0-0 dnsmasq-dhcp[215]: DHCPREPLY(eth0) fd00:1::66 00:03:00:01:52:54:00:cc:00:01 backend-6',
  'Nov 21 01:16:05 frontend-0-0 dnsmasq-tftp[130]: sent /srv/lab/run/06a-dnsmasq/tftpboot/pxelinux.0 to 10.1.1.101',
  'Nov 21 01:16:05 frontend-0-0 dnsmasq-tftp[130]: file /srv/lab/run/06a-dnsmasq/tftpboot/pxelinux.cfg/01-52-54-00-aa-00-11 not found for 10.1.1.102',
  'Nov 24 23:29:56 frontend-0-0 dnsmasq-tftp[215]: failed sending /srv/lab/run/22-v6/tftpboot/initrd-sles-12-sp3-x86_64 to 10.1.1.101',
  'Nov 24 23:26:11 frontend-0-0 atftpd[129]: Serving pxelinux.cfg/01-52-54-00-aa-00-10 to 10.1.1.101:54187',
  'Nov 24 23:26:11 frontend-0-0 atftpd[129]: File /srv/lab/run/21-daemons/tftpboot/pxelinux.cfg/01-52-54-00-aa-00-10 not found',
  'Nov 21 01:21:13 frontend-0-0 kea-dhcp4: INFO  [kea-dhcp4.leases.140326354498048] DHCP4_DECLINE_LEASE Received DHCPDECLINE for addr 10.1.1.201 from client [hwtype=1 52:54:00:cc:00:01], cid=[01:52:54:00:cc:00:01], tid=0x4780d216. The lease will be unavailable for 86400 seconds.',
  'Nov 24 23:25:16 frontend-0-0 kea-dhcp4: DEBUG [kea-dhcp4.packets.140496043819520] DHCP4_PACKET_SEND [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0x28bcf125: trying to send packet DHCPNAK (type 6) from 10.1.1.1:67 to 255.255.255.255:68 on interface eth0',
  'Nov 24 23:27:50 frontend-0-0 kea-dhcp6: INFO  [kea-dhcp6.leases.140277178475008] DHCP6_LEASE_ADVERT duid=[00:03:00:01:52:54:00:cc:00:01], tid=0xdc99f1: lease for address fd00:1::66 and iaid=13369345 will be advertised',
  'Nov 21 01:10:09 frontend-0-0 dhcpd[127]: Reply NA: address fd00:1::108a to client with duid 00:01:00:01:32:93:ab:f1:52:54:00:cc:00:02 iaid = 13369346 valid for 600 seconds',
  'Nov 24 23:26:21 frontend-0-0 nginx: 10.1.1.101 - admin [24/Nov/2026:23:26:21 +0000] "GET /install/pallets/SLES/12/config HTTP/1.1" 200 213 "http://x/\\x22y\\x22" "a \\x22q\\x22 b\\x5C"',
  '<30>1 2026-11-21T01:05:34.002208+00:00 frontend-0-0 in.tftpd 143 - [origin@1 a="b\\"c"] RRQ from 10.1.1.101 filename pxelinux.0',
];
export const keaLines = [
  '2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds',
  '2026-11-24 23:25:16.505 DEBUG [kea-dhcp4.packets/127.140496043819520] DHCP4_PACKET_RECEIVED [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0x28bcf125: DHCPREQUEST (type 3) received from 0.0.0.0 to 255.255.255.255 on interface eth0',
  '2026-11-24 23:26:03.001 WARN  [kea-dhcp4.alloc-engine/127.140496043819520] ALLOC_ENGINE_V4_ALLOC_FAIL [hwtype=1 52:54:00:cc:00:07], cid=[01:52:54:00:cc:00:07], tid=0xd021f162: failed to allocate an IPv4 address after 3 attempt(s)',
];
export const caddyLines = [
  String.raw`{"level":"info","ts":1795562775.6170094,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.1.1.101","remote_port":"50754","proto":"HTTP/1.1","method":"GET","host":"10.1.1.1:8083","uri":"/install/pallets/SLES/12/config?a=%22b%22&c={\"x\":\"y\"}","headers":{"Authorization":[],"User-Agent":["a \"q\" b\\"],"Accept":["*/*"]}},"user_id":"","duration":0.00002524,"size":213,"status":200,"resp_headers":{"Server":["Caddy"]}}`,
];
export const journalLines = [
  String.raw`{"_HOSTNAME":"frontend-0-0","SYSLOG_IDENTIFIER":"in.tftpd","__REALTIME_TIMESTAMP":"1795224161259268","MESSAGE":"RRQ from 10.1.1.101 filename pxelinux.0","__CURSOR":"s=7a3b5675de86445da2c469f05600b392;i=1d;b=f93844395a93476eb0aac378cfbfc3a8;m=a863811f;t=660bf326c8f04;x=ae21a968bdf78e04","_PID":"146","_COMM":"in.tftpd","_SOURCE_REALTIME_TIMESTAMP":"1795224161259190","SYSLOG_RAW":"<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0\n"}`,
  '{"SYSLOG_IDENTIFIER":"in.tftpd","__REALTIME_TIMESTAMP":"1795224161259268","MESSAGE":[82,82,81,32,102,114,111,109,32,49,48,46,49,46,49,46,49,48,49,32,102,105,108,101,110,97,109,101,32,99,195],"__CURSOR":"s=7a3b5675de86445da2c469f05600b392;i=1e","_PID":"147"}',
];

// As the sources of StarlingX's distcloud write them.
export const starlingxLogLines = [
  '2024-11-06 12:57:20.342 105193 INFO dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1',
  '2024-11-06 12:57:20.400 105193 INFO dcmanager.orchestrator.states.base [-] Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1, Details: Software Orchestration precheck',
  '2024-11-06 13:10:02.100 105193 ERROR dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Failed! Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: subcloud-2',
];

// As Kadeploy's source prints them, and as the documents of its API show an answer of its statistics.
export const kadeployLines = [
  'Launching a deployment of debian11-base:2021 on node-[1-16].testbed.lan',
  '1389347228.12345|[c1.2]    ~ Time in wait_reboot: 33s',
  'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab|root -> [2] Performing a Deploy[BootNewEnvKexec] step',
  '!!! The nodes node-[1-2] failed on step wait_reboot',
  'End of deployment for node-1 after 188s',
  'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab,frontend,node-1.testbed.lan,SetDeploymentEnvUntrusted,BroadcastEnvKastafior,BootNewEnvKexec,200,200,200,0,0,0,1389347228,165,68,46,debian-base:1,,true,',
  'Cluster: parasol |### Start the deployement',
  'node1\tdeployed\t\t',
  'Nov 21 01:05:12 frontend kadeploy[7]: Cluster: parasol |<BootInit 3>',
];
