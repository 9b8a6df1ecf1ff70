// The access logs of apache and nginx: switched off, or somewhere else than usual. Whether their format can be read is seen from their lines.
import { resolve } from 'node:path';
import type { Examined, Finding } from './finding.ts';
import type { Machine } from './machine.ts';

interface WebServer {
  name: string;
  processes: readonly string[];
  units: readonly string[];
  files: readonly string[];
  folders: readonly string[];
  /** A line that says where the access log is. */
  directive: RegExp;
  /** What a path is relative to. */
  home: string;
  mend: string;
}

const servers: readonly WebServer[] = [
  {
    name: 'apache',
    processes: ['apache2', 'httpd', 'httpd-prefork'],
    units: ['apache2', 'httpd'],
    files: ['/etc/apache2/apache2.conf', '/etc/httpd/conf/httpd.conf', '/etc/apache2/httpd.conf'],
    folders: [
      '/etc/apache2/sites-enabled',
      '/etc/apache2/conf-enabled',
      '/etc/apache2/conf.d',
      '/etc/apache2/vhosts.d',
      '/etc/httpd/conf.d',
    ],
    directive: /^\s*(?:CustomLog|TransferLog)\s+"?([^"\s|]+)/gim,
    home: '/etc/httpd',
    mend: 'CustomLog /var/log/apache2/access.log combined   # in its configuration, then systemctl reload apache2',
  },
  {
    name: 'nginx',
    processes: ['nginx'],
    units: ['nginx'],
    files: ['/etc/nginx/nginx.conf'],
    folders: ['/etc/nginx/conf.d', '/etc/nginx/sites-enabled', '/etc/nginx/vhosts.d', '/etc/nginx/default.d'],
    directive: /^\s*access_log\s+([^\s;]+)/gim,
    home: '/etc/nginx',
    mend: 'access_log /var/log/nginx/access.log;   # in place of access_log off, then systemctl reload nginx',
  },
];

export async function checkWebLogs(machine: Machine): Promise<Examined> {
  const all = await Promise.all(servers.map((server) => examine(server, machine)));
  return { findings: all.flatMap(({ findings }) => findings), sources: all.flatMap(({ sources = [] }) => sources) };
}

async function examine(server: WebServer, machine: Machine): Promise<Examined> {
  const { name, directive, home, mend } = server;
  if (!(await machine.uses(server))) return { findings: [] };
  const said = (await configOf(server, machine)).flatMap(({ file, text }) =>
    [...text.matchAll(directive)].map(([, path = '']) => ({ file, path: path.replace('${APACHE_LOG_DIR}', '/var/log/apache2') })),
  );
  const off = said.filter(({ path }) => path === 'off');
  const paths = said.filter(({ path }) => path !== 'off' && !/[$:]/.test(path)).map(({ path }) => resolve(home, path));
  const findings: Finding[] = off.map(({ file }) => ({
    urgency: 'quiet',
    what: `${name} keeps no access log for all or some (${file}: access_log off)`,
    mend,
  }));
  // nginx has one unless it is told otherwise; apache has none.
  if (paths.length === 0 && off.length === 0 && name === 'apache')
    findings.push({ urgency: 'broken', what: 'apache keeps no access log: no CustomLog in its configuration', mend });
  return { findings, sources: [...new Set(paths)].map((path) => ({ type: 'access-log', path, from: 'end' })) };
}

async function configOf({ files, folders }: WebServer, machine: Machine): Promise<{ file: string; text: string }[]> {
  const inFolders = await Promise.all(folders.map(async (folder) => (await machine.namesIn(folder)).map((name) => `${folder}/${name}`)));
  return Promise.all([...files, ...inFolders.flat()].map(async (file) => ({ file, text: await machine.textOr(file) })));
}
