// Syslog messages that boot servers forward over the network (RFC 3164 and RFC 5424): parsed like lines of a syslog file, with the time in the
// message. The caller checks whether the sender may forward.
import { readInstallerSyslog } from './installer-syslog.ts';
import type { Programs } from '../contract/log-format.ts';
import type { Seen } from '../contract/sighting.ts';
import { createSyslogHeaderReader } from './syslog-header.ts';

const thisHost = '127.0.0.1';
const serversKept = 256;

export interface ForwardedOptions {
  /** IANA name of the zone of timestamps without one. */
  timeZone: string;
  nowMs: () => number;
  programs: Programs;
}

type ServerReader = (text: string) => Seen;

/** A reader for everything `sender` forwards; the state of programs is kept per sender. */
export function createForwardedReader(options: ForwardedOptions): (text: string, sender: string) => Seen {
  const servers = new Map<string, ServerReader>();
  return (text, sender) => {
    const known = servers.get(sender) ?? createServerReader(options);
    if (!servers.has(sender) && servers.size >= serversKept) servers.clear();
    servers.set(sender, known);
    return known(text);
  };
}

function createServerReader({ timeZone, nowMs, programs }: ForwardedOptions): ServerReader {
  const readHeader = createSyslogHeaderReader({ timeZone, nowMs });
  const readers = programs.newReaders();
  return (text) => {
    const header = readHeader(text);
    const read = header && readers.get(header.program);
    // Forwarded messages of installing machines are attributed by the host name in them: the server is trusted like this host.
    if (!header || !read) return readInstallerSyslog(text, thisHost);
    const seen = read(header.message, header.pid);
    return typeof seen === 'string' ? seen : { ...seen, observedAtMs: header.atMs };
  };
}
