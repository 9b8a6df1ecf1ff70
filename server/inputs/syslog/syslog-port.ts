// Syslog over the network as sources: what installers send about themselves with anaconda's `inst.syslog=`, debian-installer's `log_host=` or `logger
// -n`, and what the configured boot servers forward. No one else may report about other machines.
import { BlockList, isIP } from 'node:net';
import { createForwardedReader } from './forwarded-syslog.ts';
import { readInstallerSyslog } from './installer-syslog.ts';
import type { Seen } from '../contract/sighting.ts';
import type { Programs } from '../contract/log-format.ts';
import { ConnectionSource } from '../network/connection-source.ts';
import { DatagramSource, type PortOptions } from '../network/datagram-source.ts';

/** One day: a syslogd keeps its connection open, even if it is idle for long. */
const patienceMs = 86_400_000;
const mostConnections = 4_096;
/** RFC 5424, 6.1: 8,192 should be taken. */
const mostLineBytes = 8_192;

export interface SyslogPortOptions extends Omit<PortOptions, 'type'> {
  /** Addresses and networks (10.1.0.0/16) of boot servers that forward their syslog. */
  bootServers?: readonly string[];
  /** IANA name of the zone of timestamps without one. */
  timeZone: string;
  programs: Programs;
}

export function createSyslogUdpSource(options: SyslogPortOptions): DatagramSource {
  return new DatagramSource({ ...options, type: 'syslog-udp', read: createReader(options) });
}

export function createSyslogTcpSource(options: SyslogPortOptions): ConnectionSource {
  const limits = { patienceMs, mostConnections, mostLineBytes, isCounted: true };
  return new ConnectionSource({ ...limits, ...options, type: 'syslog-tcp', read: createReader(options) });
}

function createReader({ bootServers = [], ...options }: SyslogPortOptions): (text: string, sender: string) => Seen {
  const told = new BlockList();
  for (const server of bootServers) addTo(told, server);
  const readForwarded = createForwardedReader(options);
  return (text, sender) => {
    const isTold = bootServers.length > 0 && told.check(sender, familyOf(sender));
    return isTold ? readForwarded(text, sender) : readInstallerSyslog(text, sender);
  };
}

function addTo(list: BlockList, server: string): void {
  const [address = '', prefix] = server.split('/');
  if (prefix === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(prefix), familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
