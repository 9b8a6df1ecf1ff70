// Syslog over the network as sources: what installers send with anaconda's `inst.syslog=`, debian-installer's `log_host=` or `logger -n`.
import { readInstallerSyslog } from '../parsers/installer-syslog.ts';
import { ConnectionSource } from './connection-source.ts';
import { DatagramSource, type PortOptions } from './datagram-source.ts';

/** A day: a syslogd keeps its connection, and may have nothing to say for long. */
const patienceMs = 86_400_000;
const mostConnections = 4_096;
/** RFC 5424, 6.1: 8,192 should be taken. */
const mostLineBytes = 8_192;

export function createSyslogUdpSource(options: Omit<PortOptions, 'type'>): DatagramSource {
  return new DatagramSource({ ...options, type: 'syslog-udp', read: readInstallerSyslog });
}

export function createSyslogTcpSource(options: Omit<PortOptions, 'type'>): ConnectionSource {
  const limits = { patienceMs, mostConnections, mostLineBytes, isCounted: true };
  return new ConnectionSource({ ...limits, ...options, type: 'syslog-tcp', read: readInstallerSyslog });
}
