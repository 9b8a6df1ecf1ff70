// Finds additional files that rsyslog or syslog-ng write, and that contain lines of boot servers.
import type { LogSettings } from '../contract/source-settings.ts';
import type { Examined, IsBootServerLine } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

const files = ['/etc/rsyslog.conf', '/etc/syslog-ng/syslog-ng.conf', '/etc/syslog.conf'];
const folders = ['/etc/rsyslog.d', '/etc/syslog-ng/conf.d'];
/** `local7.* -/var/log/dhcpd.log`, `action(type="omfile" file="…")`, `destination d { file("…"); };` */
const targets = /^[^#\n]*?(?:\s-?|file\s*[=(]\s*")(\/var\/[\w./-]+)/gm;

export async function checkSyslog(machine: Machine, isBootServerLine: IsBootServerLine): Promise<Examined> {
  const named = await Promise.all(folders.map(async (folder) => (await machine.namesIn(folder)).map((name) => `${folder}/${name}`)));
  const texts = await Promise.all([...files, ...named.flat()].map((path) => machine.textOr(path)));
  const paths = [...new Set(texts.flatMap((text) => [...text.matchAll(targets)].map(([, path = '']) => path)))];
  const spoken = await Promise.all(paths.map(async (path) => ((await machine.lastLines(path)) ?? []).some(isBootServerLine)));
  const sources = paths.filter((_, i) => spoken[i]).map((path): LogSettings => ({ type: 'syslog', path, from: 'end' }));
  const writes = await machine.running('rsyslogd', 'syslog-ng', 'syslogd');
  const hasLog = (
    await Promise.all(['/var/log/messages', '/var/log/syslog', '/run/systemd/journal/socket'].map((path) => machine.files.exists(path)))
  ).some(Boolean);
  if (writes.length > 0 || sources.length > 0 || hasLog) return { findings: [], sources };
  const what = 'the messages of boot servers are not stored: no syslog daemon, no /var/log/messages or /var/log/syslog, no journal';
  return { findings: [{ urgency: 'broken', what, mend: 'apt-get install rsyslog   # or dnf, zypper' }] };
}
