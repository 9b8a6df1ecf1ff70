// Caddy, whose access log is JSON.
import { isReadBy } from '../contract/is-read-by.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { accessLogsIn, unseenInAccessLogs } from '../web-logs/usual-logs.ts';
import { createCaddyParser, readCaddyMessage } from './caddy.ts';

const logFolders = ['/var/log/caddy'];

export const caddy = {
  name: 'caddy',
  page: 'boot-servers/caddy.md',
  logging: { title: 'Caddy', enable: '`log`', notShown: unseenInAccessLogs },
  programs: () => ({ caddy: readCaddyMessage }),
  formats: [{ name: 'caddy-log', title: 'Caddy’s', isLine: isReadBy(createCaddyParser), createParser: createCaddyParser }],
  usualSources: accessLogsIn(logFolders, 'log'),
  servers: [{ name: 'caddy', serves: ['HTTP'], processes: ['caddy'], units: ['caddy'], logFolders }],
} satisfies PlugIn;
