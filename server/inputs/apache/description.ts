// Apache's httpd.
import type { BootServer, PlugIn } from '../contract/plug-in.ts';
import { checkAccessLog } from '../web-logs/doctor.ts';
import { readServerMessage } from '../web-logs/server-messages.ts';
import { accessLogsIn, tlsLogsIn, unseenInAccessLogs } from '../web-logs/usual-logs.ts';

const logFolders = ['/var/log/httpd', '/var/log/apache2'];
const server: BootServer = {
  name: 'apache',
  serves: ['HTTP'],
  processes: ['apache2', 'httpd', 'httpd-prefork'],
  units: ['apache2', 'httpd'],
  logFolders,
};

export const apache = {
  name: 'apache',
  page: 'boot-servers/apache.md',
  logging: { title: 'apache', enable: 'nothing', notShown: `${unseenInAccessLogs}; why a script failed (see its error log)` },
  programs: () => ({ httpd: readServerMessage, apache2: readServerMessage }),
  usualSources: [...accessLogsIn(logFolders), ...tlsLogsIn(logFolders)],
  servers: [server],
  check: checkAccessLog({
    server,
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
    isOnByDefault: false,
    mend: 'CustomLog /var/log/apache2/access.log combined   # in its configuration, then systemctl reload apache2',
  }),
} satisfies PlugIn;
