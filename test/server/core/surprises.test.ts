// What real boot servers do that nobody expects, each with the real lines that show it: what they are read as, and what is made of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../server/core/queue.ts';
import type { Unseen } from '../../../server/inputs/contract/parser.ts';
import { logOptions, replayLogs } from '../../state-machines/track/replay-logs.ts';
import { logLine, receivedAtMs, kindOf, observationsOf } from '../inputs/real-lines.ts';
import { tempFolders } from '../temp-folder.ts';
import { createParser, findLogs, sniffFormat } from '../inputs/readers.ts';

const newFolder = tempFolders();
const node = '52:54:00:aa:00:10';
const stranger = '52:54:00:cc:00:02';
const boot = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';

const syslog = (program: string, message: string): string => `Nov 21 01:40:38 frontend-0-0 ${program}: ${message}`;
const dhcpd = (message: string): string => syslog('dhcpd[130]', message);
const tftpd = (message: string, pid = 143): string => syslog(`in.tftpd[${pid}]`, message);
const dnsmasq = (message: string): string => syslog('dnsmasq-dhcp[130]', message);
const dnsmasqTftp = (message: string): string => syslog('dnsmasq-tftp[130]', message);
const kea = (message: string): string => syslog('kea-dhcp4', `INFO  [kea-dhcp4.leases.140326354498048] ${message}`);
const access = (request: string, rest: string, client = '10.1.1.101 - -'): string =>
  `${client} [21/Nov/2026:01:40:43 +0000] "${request}" ${rest}`;

/** In a few words, or why it is nothing. */
function wordsOf(read: Reading | Unseen): string {
  const [observation] = observationsOf(read);
  if (!observation) return kindOf(read);
  const { sight, who, lease } = observation;
  const by = who.mac ?? who.ip ?? who.host ?? '';
  if (sight.kind === 'dhcp') {
    const note = sight.note === null ? '' : ` (${sight.note})`;
    const name = lease ? ` = ${lease.ip}${lease.host === null ? '' : ` ${lease.host}`}` : '';
    return `${sight.answers === undefined ? '' : `${sight.answers}+`}${sight.message} ${by}${name}${note}`;
  }
  if (sight.kind === 'tftp') return `tftp ${by} ${sight.file}${sight.error === null ? '' : ` (${sight.error})`}`;
  if (sight.kind === 'http') return `http ${by} ${sight.status} ${sight.path}${sight.query === '' ? '' : `?${sight.query}`}`;
  return sight.kind;
}

/** Each line, and what it is read as, one after the other by one parser. */
type Lines = readonly (readonly [line: string, words: string])[];

const surprises: readonly [what: string, format: string, lines: Lines][] = [
  [
    'a DHCPREQUEST in SELECTING has the server’s address too',
    'syslog',
    [
      [dhcpd(`DHCPREQUEST for 10.1.1.101 (10.1.1.1) from ${node} via eth0`), `REQUEST ${node}`],
      [dhcpd(`DHCPREQUEST for 10.1.1.101 from ${node} via eth0`), `REQUEST ${node}`],
    ],
  ],
  [
    'a host name comes raw, and may hold a whole message',
    'syslog',
    [
      [dhcpd(`DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (visitor) via 10.2.1.1`), 'ACK 52:54:00:dd:00:01 = 10.2.1.100 visitor'],
      [dhcpd(`DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (a b) via 10.2.1.1`), 'ACK 52:54:00:dd:00:01 = 10.2.1.100'],
      [dhcpd(`DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (x) via eth0) via 10.2.1.1`), 'ACK 52:54:00:dd:00:01 = 10.2.1.100'],
      [
        dhcpd(`DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0) via 10.2.1.1`),
        'ACK 52:54:00:dd:00:01 = 10.2.1.100',
      ],
      [
        dhcpd(`DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (Hostname Unsuitable for Printing) via 10.2.1.1`),
        'ACK 52:54:00:dd:00:01 = 10.2.1.100',
      ],
    ],
  ],
  [
    'via a relay a third address is on the line, and one release comes three times',
    'syslog',
    [
      [dhcpd('DHCPDISCOVER from 52:54:00:dd:00:01 via 10.2.1.1'), 'DISCOVER 52:54:00:dd:00:01'],
      [dhcpd('DHCPRELEASE of 10.2.1.101 from 52:54:00:dd:00:01 (visitor) via eth0 (found)'), 'irrelevant'],
      [dhcpd('DHCPRELEASE of 10.2.1.101 from 52:54:00:dd:00:01 via 10.1.1.250 (found)'), 'irrelevant'],
      [dhcpd('DHCPRELEASE of 10.2.1.101 from 52:54:00:dd:00:01 via 10.2.1.1 (found)'), 'irrelevant'],
    ],
  ],
  [
    'what stands behind the interface says that it was no success',
    'syslog',
    [
      [dhcpd(`DHCPREQUEST for 192.168.99.7 from ${stranger} via eth0: wrong network.`), `REQUEST ${stranger} (wrong network.)`],
      [
        dhcpd(`DHCPREQUEST for 10.1.1.101 from ${stranger} via eth0: unknown lease 10.1.1.101.`),
        `REQUEST ${stranger} (unknown lease 10.1.1.101.)`,
      ],
      [
        dhcpd(`DHCPDISCOVER from ${stranger} via eth0: network 10.1.1.0/24: no free leases`),
        `DISCOVER ${stranger} (network 10.1.1.0/24: no free leases)`,
      ],
    ],
  ],
  [
    'a DHCPNAK has a foreign address: only the MAC tells the machine',
    'syslog',
    [[dhcpd(`DHCPNAK on 192.168.99.7 to ${stranger} via eth0`), `NAK ${stranger}`]],
  ],
  [
    'a DHCPDECLINE comes behind the lease, of a fixed address as not found',
    'syslog',
    [
      [dhcpd('Abandoning IP address 10.1.1.200: declined.'), 'irrelevant'],
      [dhcpd('DHCPDECLINE of 10.1.1.200 from 52:54:00:cc:00:01 (decliner) via eth0: abandoned'), 'DECLINE 52:54:00:cc:00:01 (abandoned)'],
      [dhcpd('DHCPDECLINE of 10.1.1.102 from 52:54:00:aa:00:11 via eth0: not found'), 'DECLINE 52:54:00:aa:00:11 (not found)'],
    ],
  ],
  [
    'dhcpd prints its banner twice',
    'syslog',
    [
      [dhcpd('Internet Systems Consortium DHCP Server 4.4.3-P1'), 'irrelevant'],
      [dhcpd('Internet Systems Consortium DHCP Server 4.4.3-P1'), 'irrelevant'],
    ],
  ],
  [
    'Kea has other words, a second address like a MAC, and no line for a refusal',
    'syslog',
    [
      [
        kea(`DHCP4_LEASE_ADVERT [hwtype=1 ${node}], cid=[01:${node}], tid=0xe6137e4b: lease 10.1.1.101 will be advertised`),
        `DISCOVER+OFFER ${node}`,
      ],
      [
        kea(`DHCP4_LEASE_ALLOC [hwtype=1 ${node}], cid=[01:${node}], tid=0xe6137e4b: lease 10.1.1.101 has been allocated for 1200 seconds`),
        `REQUEST+ACK ${node} = 10.1.1.101`,
      ],
      [
        kea(
          `DHCP4_INIT_REBOOT [hwtype=1 ${stranger}], cid=[no info], tid=0x4d1da55d: client is in INIT-REBOOT state and requests address 192.168.99.7`,
        ),
        `REQUEST ${stranger}`,
      ],
      [
        kea(
          'DHCP4_DECLINE_LEASE Received DHCPDECLINE for addr 10.1.1.201 from client [hwtype=1 52:54:00:cc:00:01], cid=[01:52:54:00:cc:00:01], tid=0x4780d216. The lease will be unavailable for 86400 seconds.',
        ),
        'DECLINE 52:54:00:cc:00:01',
      ],
    ],
  ],
  [
    'dnsmasq has no prepositions, a blank at the end, and the address that was asked for in front of the MAC',
    'syslog',
    [
      [dnsmasq(`DHCPDISCOVER(eth0) ${node} `), `DISCOVER ${node}`],
      [dnsmasq('DHCPDISCOVER(eth0) 192.168.99.7 52:54:00:cc:00:01 '), 'DISCOVER 52:54:00:cc:00:01'],
      [dnsmasq(`DHCPACK(eth0) 10.1.1.101 ${node} backend-0-0`), `ACK ${node} = 10.1.1.101 backend-0-0`],
      [dnsmasq(`DHCPNAK(eth0) 192.168.99.7 ${stranger} wrong network`), `NAK ${stranger} (wrong network)`],
      [dnsmasq(`3545384800 DHCPACK(eth0) 10.1.1.101 ${node} backend-0-0`), `ACK ${node} = 10.1.1.101 backend-0-0`],
      [dnsmasq('3545384800 vendor class: PXEClient:Arch:00000:UNDI:002001'), 'irrelevant'],
      [dnsmasq('1084603260 client provides name: visitor'), 'irrelevant'],
    ],
  ],
  [
    'UEFI asks for its loader twice, and breaks off the first time without an address on the line',
    'syslog',
    [
      [tftpd('RRQ from 10.1.1.101 filename shimx64.efi', 147), 'tftp 10.1.1.101 shimx64.efi'],
      [tftpd('tftp: client does not accept options', 147), 'irrelevant'],
      [tftpd('RRQ from 10.1.1.101 filename shimx64.efi', 148), 'tftp 10.1.1.101 shimx64.efi'],
    ],
  ],
  [
    'a refusal has no file name: its process tells, though lines of others come between',
    'syslog',
    [
      [tftpd('RRQ from 10.1.1.101 filename pxelinux.cfg/01-52-54-00-aa-00-10', 145), 'tftp 10.1.1.101 pxelinux.cfg/01-52-54-00-aa-00-10'],
      [tftpd('RRQ from 10.1.1.101 filename pxelinux.cfg/0A010165', 146), 'tftp 10.1.1.101 pxelinux.cfg/0A010165'],
      [tftpd('sending NAK (1, File not found) to 10.1.1.101', 145), 'tftp 10.1.1.101 pxelinux.cfg/01-52-54-00-aa-00-10 (File not found)'],
    ],
  ],
  [
    'an orphaned transfer complains half a minute later, of nobody',
    'syslog',
    [
      [tftpd('RRQ from 10.1.1.102 filename chain.c32', 727), 'tftp 10.1.1.102 chain.c32'],
      [tftpd('tftpd: read: Connection refused', 727), 'irrelevant'],
    ],
  ],
  [
    'dnsmasq tells a file at its end, with the root in front, and drops control characters from names',
    'syslog',
    [
      [
        dnsmasqTftp('sent /srv/lab/run/06a-dnsmasq/tftpboot/vmlinuz-sles-12-sp3-x86_64 to 10.1.1.101'),
        'tftp 10.1.1.101 vmlinuz-sles-12-sp3-x86_64',
      ],
      [
        dnsmasqTftp('file /srv/lab/run/06a-dnsmasq/tftpboot/pxelinux.cfg/01-52-54-00-aa-00-11 not found for 10.1.1.102'),
        'tftp 10.1.1.102 pxelinux.cfg/01-52-54-00-aa-00-11 (File not found)',
      ],
      [
        dnsmasqTftp(
          'file /srv/lab/run/14c-odd-tftp-dnsmasq/tftpboot/xNov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0 not found for 10.1.1.101',
        ),
        'tftp 10.1.1.101 xNov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0 (File not found)',
      ],
      [dnsmasqTftp('cannot access /srv/lab/run/14c-odd-tftp-dnsmasq/tftpboot/../../etc/passwd: Permission denied'), 'irrelevant'],
      [dnsmasqTftp('unsupported request from 10.1.1.101'), 'irrelevant'],
    ],
  ],
  [
    'names of files are hostile',
    'syslog',
    [
      [
        tftpd(
          'RRQ from 10.1.1.101 filename x#012Nov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
        ),
        'tftp 10.1.1.101 x#012Nov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0',
      ],
      [tftpd('RRQ from 10.1.1.101 filename vmlinuz filename chain.c32'), 'tftp 10.1.1.101 vmlinuz filename chain.c32'],
      [tftpd('RRQ from 10.1.1.101 filename %s%n'), 'tftp 10.1.1.101 %s%n'],
      [tftpd('RRQ from 10.1.1.101 filename caf\uFFFD'), 'tftp 10.1.1.101 caf\uFFFD'],
      [tftpd('sending NAK (4, Request not null-terminated) to 10.1.1.101', 362), 'irrelevant'],
    ],
  ],
  [
    'each web server has its own way to write a quote',
    'access-log',
    [
      [
        access(String.raw`GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1`, '200 1'),
        'http 10.1.1.101 200 /install/sbin/public/setPxeboot.cgi?params={"action":"os"}',
      ],
      [
        access(String.raw`GET /install/sbin/public/setPxeboot.cgi?params={\x22action\x22:\x22os\x22} HTTP/1.1`, '200 11'),
        'http 10.1.1.101 200 /install/sbin/public/setPxeboot.cgi?params={"action":"os"}',
      ],
      [
        access('GET /install/sbin/public/setPxeboot.cgi?params=%7B%22action%22:%22os%22%7D HTTP/1.1', '200 1'),
        'http 10.1.1.101 200 /install/sbin/public/setPxeboot.cgi?params={"action":"os"}',
      ],
      [access(String.raw`GET /caf\xc3\xa9 HTTP/1.1`, '404 236 "-" "-"'), 'http 10.1.1.101 404 /café'],
      [access(String.raw`GET /caf\xC3\xA9 HTTP/1.1`, '404 153 "-" "-"'), 'http 10.1.1.101 404 /café'],
    ],
  ],
  [
    '200 is not all, and - or 0 bytes are answers',
    'access-log',
    [
      [access(`HEAD ${boot}/config HTTP/1.1`, '200 - "-" "curl/7.88.1"'), 'irrelevant'],
      [access(`GET ${boot}/root HTTP/1.1`, '206 100 "-" "curl/7.88.1"'), `http 10.1.1.101 206 ${boot}/root`],
      [access(`GET ${boot}/config HTTP/1.1`, '304 - "-" "curl/7.88.1"'), `http 10.1.1.101 304 ${boot}/config`],
      [access(`GET ${boot} HTTP/1.1`, '301 316 "-" "curl/7.88.1"'), `http 10.1.1.101 301 ${boot}`],
      [access('GARBAGE', '400 266 "-" "-"'), 'irrelevant'],
      [access(String.raw`\x16\x03\x01\x00\x05hello`, '400 157 "-" "-"'), 'irrelevant'],
    ],
  ],
  [
    'apache calls itself',
    'access-log',
    [
      [
        access('OPTIONS * HTTP/1.0', '200 - "-" "Apache/2.4.71 (Debian) OpenSSL/3.0.19 (internal dummy connection)"', '10.1.1.1 - -'),
        'irrelevant',
      ],
    ],
  ],
  [
    'a path may be encoded and have dots',
    'access-log',
    [
      [access(`GET ${boot}/con%66ig HTTP/1.1`, '200 213'), `http 10.1.1.101 200 ${boot}/config`],
      [access(`GET ${boot}/../x86_64/./config HTTP/1.1`, '200 213'), `http 10.1.1.101 200 ${boot}/config`],
    ],
  ],
  [
    'a rotated log begins with a word of rsyslogd',
    'syslog',
    [
      [
        syslog(
          'rsyslogd',
          '[origin software="rsyslogd" swVersion="8.2302.0" x-pid="121" x-info="https://www.rsyslog.com"] rsyslogd was HUPed',
        ),
        'irrelevant',
      ],
    ],
  ],
  [
    'the journal has its fields in any order, its messages without a tag, and zones without a colon',
    'journal-json',
    [
      [
        '{"SYSLOG_IDENTIFIER":"in.tftpd","__REALTIME_TIMESTAMP":"1795224161259268","MESSAGE":"RRQ from 10.1.1.101 filename pxelinux.0","__CURSOR":"s=7a3b5675de86445da2c469f05600b392;i=1d","_PID":"146","SYSLOG_PID":"146","_TRANSPORT":"syslog"}',
        'tftp 10.1.1.101 pxelinux.0',
      ],
    ],
  ],
  [
    'journalctl’s short-iso',
    'syslog',
    [
      ['2026-11-21T01:22:41+0000 frontend-0-0 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0', 'tftp 10.1.1.101 pxelinux.0'],
      ['2026-11-21T01:22:41.259190+0000 frontend-0-0 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0', 'tftp 10.1.1.101 pxelinux.0'],
      [
        '2026-11-21T01:22:41.259190+00:00 frontend-0-0 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0',
        'tftp 10.1.1.101 pxelinux.0',
      ],
    ],
  ],
  [
    'a frontend’s own dhclient writes lines like dhcpd’s into the same file',
    'syslog',
    [
      [syslog('dhclient[561]', 'DHCPREQUEST for 10.1.1.202 on eth0 to 255.255.255.255 port 67'), 'irrelevant'],
      [syslog('dhclient[561]', 'DHCPACK of 10.1.1.202 from 10.1.1.1'), 'irrelevant'],
    ],
  ],
];

describe.each(surprises)('%s', (_, format, lines) => {
  it('is read so', () => {
    const parser = createParser(format, { timeZone: 'UTC', nowMs: () => receivedAtMs });
    expect(lines.map(([line]) => wordsOf(parser.parse(logLine(line))))).toEqual(lines.map(([, words]) => words));
  });
});

it.each([
  "[Sat Nov 21 01:10:49.123456 2026] [cgi:error] [pid 301] [client 10.1.1.101:37190] AH01215: stderr from /srv/lab/cgi/profile.cgi: KeyError: 'profile'",
  'INFO  DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds',
])('what has no use, or no time, is no log that is known: %s', (line) => {
  expect(sniffFormat([line])).toBeUndefined();
});

/** What is made of the lines of one machine, without an inventory: each run's stages that were seen, with how often. */
async function runsOf(messages: readonly string[], accessLog: readonly string[] = []): Promise<string[][]> {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'messages'), messages.map((line) => `${line}\n`).join(''));
  writeFileSync(join(folder, 'access_log'), accessLog.map((line) => `${line}\n`).join(''));
  const { views } = await replayLogs(findLogs([folder], logOptions), undefined);
  return views.flatMap(({ runs }) =>
    runs.map((run) => run.stages.filter(({ count }) => count > 0).map(({ name, count, status }) => `${name} ${status} ${count}`)),
  );
}

const at = (time: string, message: string): string => `Nov 21 ${time} frontend-0-0 ${message}`;
const exchange = (discovers: readonly string[], request: string): string[] => [
  ...discovers.flatMap((time) => [
    at(time, `dhcpd[127]: DHCPDISCOVER from ${node} via eth0`),
    at(time, `dhcpd[127]: DHCPOFFER on 10.1.1.101 to ${node} via eth0`),
  ]),
  at(request, `dhcpd[127]: DHCPREQUEST for 10.1.1.101 (10.1.1.1) from ${node} via eth0`),
  at(request, `dhcpd[127]: DHCPACK on 10.1.1.101 to ${node} via eth0`),
];
const rrq = (time: string, file: string, pid = 143): string => at(time, `in.tftpd[${pid}]: RRQ from 10.1.1.101 filename ${file}`);
const fetch = (time: string, path: string, status = 200): string =>
  `10.1.1.101 - - [21/Nov/2026:${time} +0000] "GET ${path} HTTP/1.1" ${status} 213`;
const profile = '/install/sbin/profile.cgi?os=sles&arch=x86_64&np=4';
const opening = ['DHCPDISCOVER done 2', 'DHCPOFFER done 2', 'DHCPREQUEST done 1', 'DHCPACK done 1'];

describe('a boot is one run', () => {
  it('of iPXE, which asks twice and waits 13 seconds before its first file; its MAC’s configuration is not there', async () => {
    const lines = [
      ...exchange(['01:05:17', '01:05:18'], '01:05:20'),
      rrq('01:05:34', 'pxelinux.0'),
      rrq('01:05:34', 'ldlinux.c32', 144),
      rrq('01:05:34', 'pxelinux.cfg/01-52-54-00-aa-00-10', 145),
      at('01:05:34', 'in.tftpd[145]: sending NAK (1, File not found) to 10.1.1.101'),
      rrq('01:05:34', 'pxelinux.cfg/0A010165', 146),
      rrq('01:05:34', 'vmlinuz-sles-12-sp3-x86_64', 147),
      rrq('01:05:37', 'initrd-sles-12-sp3-x86_64', 148),
    ];
    expect(await runsOf(lines)).toEqual([[...opening, 'TFTP_RRQ done 2', 'VMLinuz_RRQ_Install done 1', 'Initrd_RRQ done 1']]);
  });

  it('of UEFI: shim, GRUB, its lists that are not there, and kernels with a slash in front', async () => {
    const lines = [
      ...exchange(['01:34:45', '01:34:46'], '01:34:49'),
      rrq('01:34:49', 'shimx64.efi', 147),
      at('01:34:49', 'in.tftpd[147]: tftp: client does not accept options'),
      rrq('01:34:49', 'shimx64.efi', 148),
      rrq('01:34:50', 'revocations_sku.efi', 149),
      at('01:34:50', 'in.tftpd[149]: sending NAK (1, File not found) to 10.1.1.101'),
      rrq('01:34:50', 'grubx64.efi', 152),
      rrq('01:34:51', '/grub/x86_64-efi/command.lst', 153),
      at('01:34:51', 'in.tftpd[153]: sending NAK (1, File not found) to 10.1.1.101'),
      rrq('01:34:51', '/grub/grub.cfg', 157),
      rrq('01:34:51', '/grub/grub.cfg-10.1.1.101', 158),
      rrq('01:34:51', '/vmlinuz-sles-12-sp3-x86_64', 159),
      rrq('01:34:55', '/initrd-sles-12-sp3-x86_64', 160),
    ];
    expect(await runsOf(lines)).toEqual([[...opening, 'TFTP_RRQ done 2', 'VMLinuz_RRQ_Install done 1', 'Initrd_RRQ done 1']]);
  });

  it('that chains iPXE by TFTP and asks DHCP again, then fetches all by HTTP', async () => {
    const lines = [
      ...exchange(['23:35:01'], '23:35:05'),
      rrq('23:35:05', 'snponly.efi', 150),
      at('23:35:05', 'in.tftpd[150]: tftp: client does not accept options'),
      rrq('23:35:05', 'snponly.efi', 151),
      ...exchange(['23:35:07', '23:35:08'], '23:35:10'),
    ];
    const fetched = ['boot.ipxe', '10.1.1.101.ipxe', 'vmlinuz-sles-12-sp3-x86_64', 'initrd-sles-12-sp3-x86_64'].map((file) =>
      fetch('23:35:24', `/boot/${file}`),
    );
    expect(await runsOf(lines, fetched)).toEqual([
      [
        'DHCPDISCOVER done 3',
        'DHCPOFFER done 3',
        'DHCPREQUEST done 2',
        'DHCPACK done 2',
        'TFTP_RRQ done 2',
        'VMLinuz_RRQ_Install done 1',
        'Initrd_RRQ done 1',
      ],
    ]);
  });

  it('though a file is asked for twice under load', async () => {
    const lines = [rrq('01:07:56', 'vmlinuz-sles-12-sp3-x86_64', 727), rrq('01:07:56', 'vmlinuz-sles-12-sp3-x86_64', 728)];
    expect(await runsOf(lines)).toEqual([['VMLinuz_RRQ_Install done 2']]);
  });
});

it('a stranger that asks for a node’s address is another machine', async () => {
  const lines = [
    ...exchange(['01:05:17', '01:05:18'], '01:05:20'),
    at('01:05:25', `dhcpd[127]: DHCPREQUEST for 10.1.1.101 from ${stranger} via eth0: unknown lease 10.1.1.101.`),
  ];
  expect(await runsOf(lines)).toEqual([opening]);
});

it('a profile that a dying CGI could not give is asked for again, and healed by the answer', async () => {
  expect(await runsOf([], [fetch('01:10:41', profile, 500), fetch('01:10:45', profile, 500), fetch('01:10:49', profile, 500)])).toEqual([
    ['Profile_XML_Sent failed 3'],
  ]);
  expect(await runsOf([], [fetch('01:10:41', profile, 500), fetch('01:10:45', profile, 200)])).toEqual([['Profile_XML_Sent done 2']]);
});

it('lines of an access log are stamped with the beginning of a request, and so out of order', async () => {
  expect(await runsOf([], [fetch('01:05:42', `${boot}/common`), fetch('01:05:41', `${boot}/config`)])).toEqual([
    ['Config_Sent done 1', 'Common_Sent done 1'],
  ]);
});

it('a quiet log that was just rotated is empty', async () => {
  expect(await runsOf([rrq('01:05:34', 'vmlinuz-sles-12-sp3-x86_64')], [])).toEqual([['VMLinuz_RRQ_Install done 1']]);
});
