import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { checkAccessLog } from '../../../../server/inputs/web-logs/doctor.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const runs = { '/proc/7/cmdline': commandLine('/usr/sbin/nginx') };
const setup = {
  server: { name: 'nginx', processes: ['nginx'], units: ['nginx'] },
  files: ['/etc/nginx/nginx.conf'],
  folders: ['/etc/nginx/conf.d'],
  directive: /^\s*access_log\s+([^\s;]+)/gm,
  home: '/usr/share/nginx',
  isOnByDefault: true,
  mend: 'remove access_log off',
};
const examine = async (files: Record<string, string>, more: Partial<typeof setup> = {}) =>
  checkAccessLog({ ...setup, ...more })(new Machine(layOut(files)), () => false);
const log = (path: string) => ({ type: 'access-log', path, from: 'end' });

it.each<[string, Record<string, string>, string[]]>([
  ['an absolute path', { '/etc/nginx/nginx.conf': 'access_log /srv/a.log;' }, ['/srv/a.log']],
  ['a path below its home', { '/etc/nginx/nginx.conf': 'access_log logs/a.log combined;' }, ['/usr/share/nginx/logs/a.log']],
  [
    'paths in several files, each once',
    {
      '/etc/nginx/nginx.conf': 'access_log /srv/a.log;\n  access_log /srv/b.log;',
      '/etc/nginx/conf.d/x.conf': 'access_log /srv/a.log;',
      '/etc/nginx/conf.d/y.conf': 'access_log /srv/c.log;',
    },
    ['/srv/a.log', '/srv/b.log', '/srv/c.log'],
  ],
  ['Debian’s folder of Apache', { '/etc/nginx/nginx.conf': 'access_log ${APACHE_LOG_DIR}/a.log;' }, ['/var/log/apache2/a.log']],
  ['no path with a variable', { '/etc/nginx/nginx.conf': 'access_log /srv/$host.log;' }, []],
  ['no log server', { '/etc/nginx/nginx.conf': 'access_log syslog:server=10.1.1.1;' }, []],
  ['what the default is', {}, []],
])('logs to %s', async (_, files, paths) => {
  expect(await examine({ ...runs, ...files })).toEqual({ findings: [], sources: paths.map(log) });
});

it('a log that is switched off is told with its file, beside those that are on', async () => {
  const off = 'location / {\n  access_log off;\n}';
  expect(await examine({ ...runs, '/etc/nginx/nginx.conf': 'access_log /srv/a.log;', '/etc/nginx/conf.d/x.conf': off })).toEqual({
    findings: [
      {
        urgency: 'quiet',
        what: 'nginx writes no access log for some or all locations (/etc/nginx/conf.d/x.conf: access_log off)',
        mend: 'remove access_log off',
      },
    ],
    sources: [log('/srv/a.log')],
  });
});

it.each<[string, string, string[]]>([
  ['names none', '', ['broken']],
  ['names one', 'access_log /srv/a.log;', []],
  ['names one by a variable only', 'access_log /srv/$host.log;', ['broken']],
  ['switches it off', 'access_log off;', ['quiet']],
])('a server without a default whose configuration %s', async (_, text, urgencies) => {
  const { findings } = await examine({ ...runs, '/etc/nginx/nginx.conf': text }, { isOnByDefault: false });
  expect(findings.map(({ urgency }) => urgency)).toEqual(urgencies);
});

it.each<[string, Record<string, string>, number]>([
  ['neither runs nor is started at boot', {}, 0],
  ['is started at boot', { '/etc/systemd/system/multi-user.target.wants/nginx.service': '' }, 1],
])('a server that %s', async (_, files, findings) => {
  const found = await examine({ ...files, '/etc/nginx/nginx.conf': 'access_log off;' });
  expect(found.findings).toHaveLength(findings);
});
