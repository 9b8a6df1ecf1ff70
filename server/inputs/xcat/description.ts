// xCAT: the logs of its daemon and nodes, and its node inventory.
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { logSource } from '../following/log-source.ts';
import { createSyslogHeaderReader } from '../syslog/syslog-header.ts';
import { xcat as inventory } from './inventory.ts';
import { createXcatParser, isXcat } from './xcat-log.ts';

/** Whether the line is a syslog line from xCAT. */
function isXcatLine(text: string): boolean {
  const header = createSyslogHeaderReader({ timeZone: 'UTC', year: 2000, nowMs: () => 0 })(text);
  return header !== undefined && isXcat(header);
}

export const xcat = {
  name: 'xcat',
  page: 'ways-in.md#xcat-and-cobbler',
  formats: [{ name: 'xcat-log', title: 'xCAT’s', isLine: isXcatLine, createParser: createXcatParser }],
  logNames: { names: ['cluster.log', 'computes.log'] },
  sources: [logSource('xcat-log', 'xcat-log', { formats: ['xcat-log'] })],
  usualSources: [usualLog('xcat-log', '/var/log/xcat/cluster.log'), usualLog('xcat-log', '/var/log/xcat/computes.log')],
  inventory,
} satisfies PlugIn;
