import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { checkSyslog } from '../../../../server/inputs/syslog/doctor.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const said = 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0\n';
const check = async (files: Record<string, string>) => checkSyslog(new Machine(layOut(files)), (line) => line.includes(' dhcpd['));
const source = (path: string) => ({ type: 'syslog', path, from: 'end' });

it.each<[string, string, string, string[]]>([
  ['rsyslog’s old form', '/etc/rsyslog.conf', 'local7.*\t-/var/log/dhcpd.log\n', ['/var/log/dhcpd.log']],
  ['the same without a dash', '/etc/rsyslog.d/50-dhcp.conf', 'local7.* /var/log/dhcpd.log\n', ['/var/log/dhcpd.log']],
  ['rsyslog’s new form', '/etc/rsyslog.conf', 'action(type="omfile" file="/var/log/dhcpd.log")\n', ['/var/log/dhcpd.log']],
  ['syslog-ng', '/etc/syslog-ng/conf.d/dhcp.conf', 'destination d { file("/var/log/dhcpd.log"); };\n', ['/var/log/dhcpd.log']],
  ['sysklogd', '/etc/syslog.conf', 'local7.* -/var/log/dhcpd.log\n', ['/var/log/dhcpd.log']],
  ['a file that is named twice', '/etc/rsyslog.conf', 'a.* /var/log/dhcpd.log\nb.* /var/log/dhcpd.log\n', ['/var/log/dhcpd.log']],
  ['a comment', '/etc/rsyslog.conf', '# local7.* /var/log/dhcpd.log\n', []],
  ['a comment behind it', '/etc/rsyslog.conf', 'local7.* @10.1.1.1 # not /var/log/dhcpd.log\n', []],
  ['a file in which no boot server speaks', '/etc/rsyslog.conf', 'mail.* -/var/log/mail.log\n', []],
  ['a file that is not there', '/etc/rsyslog.conf', 'mail.* -/var/log/gone.log\n', []],
])('%s', async (_, conf, text, paths) => {
  const logs = { '/var/log/dhcpd.log': `Nov 21 01:05:16 frontend-0-0 cron[1]: x\n${said}`, '/var/log/mail.log': 'x\n' };
  const { sources } = await check({ ...logs, '/var/log/syslog': '', [conf]: text });
  expect(sources).toEqual(paths.map(source));
});

it.each<[string, Record<string, string>]>([
  ['rsyslog runs', { '/proc/7/cmdline': commandLine('/usr/sbin/rsyslogd', '-n') }],
  ['syslog-ng runs', { '/proc/7/cmdline': commandLine('/usr/sbin/syslog-ng', '-F') }],
  ['there is a system log', { '/var/log/messages': '' }],
  ['there is a system log of Debian', { '/var/log/syslog': '' }],
  ['there is a journal', { '/run/systemd/journal/socket': '' }],
  ['boot servers speak in a file of their own', { '/etc/syslog.conf': 'a.* /var/log/d.log\n', '/var/log/d.log': said }],
])('all is well where %s', async (_, files) => {
  expect((await check(files)).findings).toEqual([]);
});

it.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['a log that is written no more', { '/etc/syslog.conf': 'a.* /var/log/d.log\n' }],
])('where there is %s, nothing stores what boot servers say', async (_, files) => {
  expect((await check(files)).findings).toMatchObject([
    { urgency: 'broken', what: expect.stringContaining('no syslog daemon'), mend: expect.stringContaining('install rsyslog') },
  ]);
});
