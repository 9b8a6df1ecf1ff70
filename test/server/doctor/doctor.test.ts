import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { examine, type Report } from '../../../server/doctor/examine.ts';
import { Machine } from '../../../server/doctor/contract/machine.ts';
import { parseSettings } from '../../../server/settings/settings.ts';
import { run } from '../commands/run.ts';
import { tempFolders } from '../temp-folder.ts';
import { commandLine, frontend } from './frontend.ts';

const newFolder = tempFolders();

async function doctor(root: string, ...more: string[]) {
  const { code, stdout, stderr } = await run(['doctor', '--root', root, '--json', ...more], { cwd: newFolder() });
  expect(stderr).toBe('');
  return { code, report: JSON.parse(stdout) as Report };
}

/** The same without a process of its own. */
const look = (root: string): Promise<Report> => examine(new Machine(root), { settings: parseSettings({}, 'test'), workflows: new Set() });

const dhcpRange = 'dhcp-range=10.1.1.0,static\nenable-tftp\n';
const keaWith = (severity: string, output: string): string =>
  `{ "Dhcp4": { /* ours */ "loggers": [ { "name": "kea-dhcp4", "output_options": [ { "output": "${output}" } ], "severity": "${severity}" } ] } }`;
const odd = Array.from({ length: 30 }, (_, i) => `{"request":"GET /${i}","code":200}\n`).join('');

it('a frontend that is set up well is well', async () => {
  const { code, report } = await doctor(frontend());
  expect(report.findings).toEqual([]);
  expect(report.servers.map(({ name, state }) => `${name} ${state}`)).toEqual(['dhcpd running', 'in.tftpd running', 'apache running']);
  expect(report.watched.filter(({ state }) => state?.startsWith('last written')).map(({ type, place }) => `${type} ${place}`)).toEqual([
    'syslog /var/log/syslog',
    'access-log /var/log/apache2/access.log',
  ]);
  expect(code).toBe(0);
});

describe('what is to be mended, each with what mends it', () => {
  it.each<[string, Record<string, string | undefined>, RegExp, RegExp]>([
    [
      'in.tftpd runs without -v',
      {
        '/proc/102/cmdline': commandLine('in.tftpd', '--listen', '--secure', '/srv/tftp'),
        '/etc/default/tftpd-hpa': 'TFTP_OPTIONS="--secure"\n',
      },
      /in\.tftpd runs without -v/,
      /sed -i .* \/etc\/default\/tftpd-hpa && systemctl restart tftpd-hpa/,
    ],
    [
      'in.tftpd runs with older options than those of its file',
      { '/proc/102/cmdline': commandLine('in.tftpd', '--listen', '/srv/tftp') },
      /in\.tftpd runs without -v/,
      /restart it with the option -v/,
    ],
    [
      'xinetd starts in.tftpd without -v',
      {
        '/proc/102/cmdline': undefined,
        '/etc/default/tftpd-hpa': undefined,
        '/etc/xinetd.d/tftp': 'service tftp\n{\n\tserver_args = -s /tftpboot\n}\n',
      },
      /in\.tftpd is configured in \/etc\/xinetd\.d\/tftp without -v/,
      /systemctl restart xinetd/,
    ],
    [
      'atftpd says too little',
      { '/proc/105/cmdline': commandLine('atftpd', '--daemon', '--verbose=3', '/srv/tftp') },
      /atftpd runs with --verbose=3/,
      /--verbose=5/,
    ],
    [
      'dnsmasq is set up without log-dhcp',
      { '/etc/dnsmasq.conf': dhcpRange },
      /dnsmasq runs without log-dhcp/,
      /echo log-dhcp > \/etc\/dnsmasq\.d/,
    ],
    [
      'dnsmasq is told to be quiet',
      { '/etc/dnsmasq.d/a.conf': `${dhcpRange}log-dhcp\nquiet-dhcp\n` },
      /dnsmasq has quiet-dhcp \(\/etc\/dnsmasq\.d\/a\.conf:4\)/,
      /sed -i '\/\^quiet-dhcp\/d' \/etc\/dnsmasq\.d\/a\.conf/,
    ],
    [
      'dnsmasq has a log of its own elsewhere',
      {
        '/etc/dnsmasq.conf': `${dhcpRange}log-dhcp\nlog-facility=/var/log/boot/dnsmasq.log\n`,
        '/var/log/boot/dnsmasq.log': 'Nov 21 01:15:50 dnsmasq-dhcp[130]: DHCPDISCOVER(eth0) 52:54:00:aa:00:10\n',
      },
      /\/var\/log\/boot\/dnsmasq\.log is written by a boot server but not watched/,
      /doctor --write/,
    ],
    [
      'Kea’s severity is too high',
      {
        '/proc/106/cmdline': commandLine('/usr/sbin/kea-dhcp4', '-c', '/etc/kea/kea-dhcp4.conf'),
        '/etc/kea/kea-dhcp4.conf': keaWith('WARN', 'syslog'),
      },
      /Kea's logger kea-dhcp4 has severity WARN/,
      /"severity": "INFO"/,
    ],
    [
      'apache has no access log',
      { '/etc/apache2/sites-enabled/000-default.conf': '<VirtualHost *:80>\n</VirtualHost>\n' },
      /apache writes no access log/,
      /CustomLog \/var\/log\/apache2\/access\.log combined/,
    ],
    [
      'nginx’s access log is off',
      {
        '/proc/107/cmdline': commandLine('nginx: master process /usr/sbin/nginx'),
        '/etc/nginx/nginx.conf': 'http {\n  access_log off;\n}\n',
      },
      /nginx writes no access log .*nginx\.conf: access_log off/,
      /systemctl reload nginx/,
    ],
    [
      'an access log has a format of its own',
      { '/var/log/apache2/access.log': odd },
      /access\.log: its last lines are not in the format of an access log/,
      /common and combined/,
    ],
    [
      'syslog writes dhcpd’s lines elsewhere',
      {
        '/etc/rsyslog.d/dhcpd.conf': 'local7.* -/var/log/dhcpd.log\n',
        '/var/log/dhcpd.log': 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPNAK on 10.1.1.1\n',
      },
      /\/var\/log\/dhcpd\.log is written by a boot server but not watched/,
      /doctor --write/,
    ],
    [
      'nobody keeps what syslog is told',
      { '/proc/104/cmdline': undefined, '/var/log/syslog': undefined },
      /the messages of boot servers are not stored/,
      /apt-get install rsyslog/,
    ],
    [
      'the inventory is broken',
      { '/etc/dhcp/dhcpd.conf': 'host a {\n' },
      /inventory dhcpd: \/etc\/dhcp\/dhcpd\.conf:1: this \{ is never closed/,
      /^$/,
    ],
  ])('%s', async (_, changes, what, mend) => {
    const { findings } = await look(frontend(changes));
    const found = findings.filter(({ urgency }) => urgency !== 'hint');
    expect(found).toHaveLength(1);
    expect(found[0]?.what).toMatch(what);
    expect(found[0]?.mend ?? '').toMatch(mend);
  });

  it('where nothing boots anybody', async () => {
    const { code, report } = await doctor(newFolder());
    expect(report.findings.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^no boot server is running/));
    expect([code, report.servers]).toEqual([1, []]);
  });
});

it('servers that systemd starts, or that left lines, are known too', async () => {
  const { servers } = await look(
    frontend({
      '/proc/101/cmdline': undefined,
      '/proc/102/cmdline': undefined,
      '/proc/103/cmdline': undefined,
      '/etc/systemd/system/multi-user.target.wants/isc-dhcp-server.service': '',
    }),
  );
  expect(servers.map(({ name, state }) => `${name} ${state}`)).toEqual(['dhcpd enabled', 'in.tftpd left logs', 'apache left logs']);
});

it('with settings of its own, the line that is missing in them is told', async () => {
  const changes = {
    '/etc/rsyslog.d/d.conf': 'local7.* -/var/log/dhcpd.log\n',
    '/var/log/dhcpd.log': 'Nov 21 01:05:17 f dhcpd[127]: DHCPNAK on 10.1.1.1\n',
  };
  const settings = parseSettings(
    {
      sources: [
        { type: 'syslog', path: '/var/log/syslog' },
        { type: 'access-log', path: '/var/log/apache2/*access.log' },
      ],
    },
    'test',
  );
  const { findings } = await examine(new Machine(frontend(changes)), { settings, workflows: new Set() });
  expect(findings.map(({ mend }) => mend)).toEqual(['- { type: syslog, path: /var/log/dhcpd.log }   # under sources in the settings']);
});

it('inventories that contradict each other are a hint', async () => {
  const host = 'host a { hardware ethernet 52:54:00:aa:00:01; }\n';
  const { findings } = await look(frontend({ '/etc/dhcp/dhcpd.conf': host, '/etc/ethers': '52:54:00:aa:00:01 b\n' }));
  expect(findings).toEqual([
    {
      urgency: 'hint',
      what: 'inventories: /etc/ethers:1: b is called a in /etc/dhcp/dhcpd.conf:1, which takes precedence',
      mend: 'checklist check-config',
    },
  ]);
});

it('a DHCP server of which no line is seen is asked for; Kea’s own log is its lines', async () => {
  const kea = { '/proc/101/cmdline': commandLine('/usr/sbin/kea-dhcp4', '-c', '/etc/kea/kea-dhcp4.conf') };
  const { findings } = await look(frontend(kea));
  expect(findings).toMatchObject([
    { urgency: 'hint', what: expect.stringMatching(/^kea-dhcp4 is running, but no log that serve watches/) },
  ]);
  const log =
    '2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.140326354498048] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[no info], tid=0xc24f1706: lease 10.1.1.200 has been allocated for 1200 seconds\n';
  expect((await look(frontend({ ...kea, '/var/log/kea/kea-dhcp4.log': log }))).findings).toEqual([]);
});

it('a TFTP server that is installed and not used is no matter', async () => {
  const { findings } = await look(
    frontend({
      '/proc/102/cmdline': undefined,
      '/etc/default/tftpd-hpa': 'TFTP_OPTIONS="--secure"\n',
      '/etc/xinetd.d/tftp': 'service tftp\n{\n\tdisable = yes\n\tserver_args = -s /tftpboot\n}\n',
    }),
  );
  expect(findings).toEqual([]);
});

it('one that systemd starts at boot and that does not run is to be mended, where systemd runs', async () => {
  const changes = { '/proc/101/cmdline': undefined, '/etc/systemd/system/multi-user.target.wants/isc-dhcp-server.service': '' };
  expect((await look(frontend(changes))).findings).toEqual([]);
  expect((await look(frontend({ ...changes, '/run/systemd/system/.here': '' }))).findings).toEqual([
    { urgency: 'quiet', what: 'dhcpd is enabled but not running', mend: 'systemctl status isc-dhcp-server' },
  ]);
});

it('says it in words, the most urgent first', async () => {
  const root = frontend({
    '/etc/dnsmasq.conf': dhcpRange,
    '/var/log/apache2/access.log': odd,
    '/etc/ethers': '52:54:00:aa:00:10 backend-0-0\n',
  });
  const { code, stdout } = await run(['doctor', '--root', root], { cwd: newFolder() });
  expect(code).toBe(1);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('2 problems, most urgent first');
  expect(lines[1]).toMatch(/^ {2}1\. \/var\/log\/apache2\/access\.log: its last lines/);
  expect(lines[3]).toMatch(/^ {2}2\. dnsmasq runs without log-dhcp/);
  expect(lines[4]).toMatch(/^ {7}echo log-dhcp/);
  expect(stdout).toMatch(/^boot servers {3}dhcpd, running$/m);
  expect(stdout).toMatch(/^serve watches {2}syslog \/var\/log\/syslog: last written/m);
  expect(stdout).toMatch(/^(?:inventory)? +ethers \/etc\/ethers: 1 machine$/m);
});

describe('--write', () => {
  it('makes settings that check-config accepts, with the logs that would be missed', async () => {
    const file = join(newFolder(), 'checklist.yaml');
    const root = frontend({
      '/etc/dnsmasq.conf': `${dhcpRange}log-dhcp\nlog-facility=/var/log/boot/d.log\n`,
      '/var/log/boot/d.log': 'x\n',
    });
    await run(['doctor', '--root', root, '--write', file]);
    const checked = await run(['check-config', '-c', file]);
    expect(checked.code, checked.stderr).toBe(0);
    for (const path of ['/var/log/syslog', '/var/log/apache2/access.log', '/var/log/boot/d.log']) expect(checked.stdout).toContain(path);
    // With them, what was missed is not missed any more.
    const again = await doctor(root, '-c', file);
    expect(again.report.unwatched).toEqual([]);
  });

  it('names what serve watches by itself, and which inventories it finds', async () => {
    const file = join(newFolder(), 'checklist.yaml');
    await run(['doctor', '--root', frontend({ '/etc/ethers': '52:54:00:aa:00:10 backend-0-0\n' }), '--write', file]);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^#   ethers \/etc\/ethers: 1$/m);
    expect(parse(text)).toEqual({ sources: expect.arrayContaining([{ type: 'syslog', path: '/var/log/syslog', from: 'end' }]) });
  });

  it('overwrites nothing', async () => {
    const { code, stderr } = await run(['doctor', '--root', frontend(), '--write', join(frontend(), 'etc/rsyslog.conf')]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/rsyslog\.conf: already exists/)]);
  });
});
