// lighttpd.
import type { PlugIn } from '../contract/plug-in.ts';
import { readServerMessage } from '../web-logs/server-messages.ts';
import { accessLogsIn, unseenInAccessLogs } from '../web-logs/usual-logs.ts';

const logFolders = ['/var/log/lighttpd'];

export const lighttpd = {
  name: 'lighttpd',
  page: 'boot-servers/lighttpd.md',
  logging: { title: 'lighttpd', enable: '`mod_accesslog`', notShown: unseenInAccessLogs },
  programs: () => ({ lighttpd: readServerMessage }),
  usualSources: accessLogsIn(logFolders),
  servers: [{ name: 'lighttpd', serves: ['HTTP'], processes: ['lighttpd'], units: ['lighttpd'], logFolders }],
} satisfies PlugIn;
