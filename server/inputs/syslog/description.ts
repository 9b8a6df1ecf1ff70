// Syslog, as files and over the network, from any program. The plug-ins know which programs matter.
import * as z from 'zod';
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { sourceKind } from '../contract/source-kind.ts';
import { logSource } from '../following/log-source.ts';
import { placeOfPort, portSettings } from '../network/port-settings.ts';
import { checkSyslog } from './doctor.ts';
import { createSyslogTcpSource, createSyslogUdpSource } from './syslog-port.ts';
import { createSyslogParser } from './syslog.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';

/** An address, or a network such as 10.1.0.0/16. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address, or a network such as 10.1.0.0/16');
const syslogPort = <Type extends string>(type: Type) =>
  portSettings(type, 514).extend({
    bootServers: z
      .array(network)
      .max(1_000)
      .default([])
      .describe('addresses or networks of boot servers that forward their syslog here; only these may report about other machines'),
  });

/** Any leap year and zone will do. Each line gets its own reader, so that lines do not influence each other. */
const isSyslogLine = (text: string): boolean =>
  createSyslogHeaderReader({ timeZone: 'UTC', year: 2000, nowMs: () => 0 })(text) !== undefined;

export const syslog = {
  name: 'syslog',
  page: 'ways-in.md#syslog-over-the-network',
  formats: [{ name: 'syslog', title: 'syslog', isLine: isSyslogLine, createParser: createSyslogParser }],
  logNames: { names: ['messages', 'syslog', 'daemon.log'] },
  sources: [
    // xCAT's messages are syslog too, on a host where xcatd logs most lines.
    logSource('syslog', 'syslog', { formats: ['syslog', 'xcat-log'], title: 'syslog' }),
    sourceKind({
      schema: syslogPort('syslog-udp'),
      place: (settings) => placeOfPort('UDP', settings),
      create: (settings, { logs, ...context }) => createSyslogUdpSource({ ...settings, ...context, programs: logs.programs }),
    }),
    sourceKind({
      schema: syslogPort('syslog-tcp'),
      place: (settings) => placeOfPort('TCP', settings),
      create: (settings, { logs, ...context }) => createSyslogTcpSource({ ...settings, ...context, programs: logs.programs }),
    }),
  ],
  usualSources: ['/var/log/messages', '/var/log/syslog'].map((path) => usualLog('syslog', path, 'system log')),
  check: checkSyslog,
} satisfies PlugIn;
