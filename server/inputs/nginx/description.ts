// nginx.
import type { BootServer, PlugIn } from '../contract/plug-in.ts';
import { checkAccessLog } from '../web-logs/doctor.ts';
import { readServerMessage } from '../web-logs/server-messages.ts';
import { accessLogsIn, tlsLogsIn, unseenInAccessLogs } from '../web-logs/usual-logs.ts';

const logFolders = ['/var/log/nginx'];
const server: BootServer = { name: 'nginx', serves: ['HTTP'], processes: ['nginx'], units: ['nginx'], logFolders };

export const nginx = {
  name: 'nginx',
  page: 'boot-servers/nginx.md',
  logging: { title: 'nginx', enable: 'nothing', notShown: unseenInAccessLogs },
  programs: () => ({ nginx: readServerMessage }),
  usualSources: [...accessLogsIn(logFolders), ...tlsLogsIn(logFolders)],
  servers: [server],
  check: checkAccessLog({
    server,
    files: ['/etc/nginx/nginx.conf'],
    folders: ['/etc/nginx/conf.d', '/etc/nginx/sites-enabled', '/etc/nginx/vhosts.d', '/etc/nginx/default.d'],
    directive: /^\s*access_log\s+([^\s;]+)/gim,
    home: '/etc/nginx',
    isOnByDefault: true,
    mend: 'access_log /var/log/nginx/access.log;   # in place of access_log off, then systemctl reload nginx',
  }),
} satisfies PlugIn;
