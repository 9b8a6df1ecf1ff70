// Parser for xCAT's cluster.log and computes.log: messages of xcatd about its nodes, and of nodes about their own installation. Syslog lines with
// the level as a word after the program name.
import type { InstallerEvent, Who } from '../../../state-machines/vocabulary.ts';
import { normaliseHost, readClient } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import type { Parser } from '../contract/parser.ts';
import { type Seen, readingOfLine } from '../contract/sighting.ts';
import { createSyslogHeaderReader, type SyslogHeader } from '../syslog/syslog-header.ts';
import type { YearlessTimeOptions } from '../clocks/yearless-time.ts';

// Nov 21 01:20:02 backend-0-0 xcat.deployment.postscript INFO postscript end...: syslog return with 0
// Nov 21 01:20:02 backend-0-0 xcat:  Sat Nov 21 01:20:02 UTC 2026 Running postscript: otherpkgs
// Nov 21 01:20:05 backend-0-0 xcat.provision:  provision completed.(backend-0-0)
const program = /^xcat(?:\.[\w.-]{1,100})?$/i;
const level = /^\s*(?:EMERG|ALERT|CRIT|ERR|ERROR|WARNING|NOTICE|INFO|DEBUG)\s+/;
// Nov 21 01:05:02 frontend-0-0 xcat[127]: INFO xcat.updatestatus - backend-0-0: changing status=installing
const changed = /xcat\.updatestatus - ([^\s:,]{1,255}): +changing status=([\w-]{1,64})/;
const scriptBegins = /(?:Running (post(?:boot)?script): |(post(?:boot)?script) start\.*: )(\S{1,200})/i;
const scriptEnds = /(post(?:boot)?script)(?: end\.*:)? (\S{1,200}) return with (\d{1,5})/i;

/** The xCAT node statuses (GlobalDef) that have the same meaning in every workflow. */
const parts: Record<string, InstallerEvent['part']> = { failed: 'install', booting: 'handover', booted: 'end' };

/** Parses the lines of one log in order. Throws RangeError if `timeZone` does not exist. */
export function createXcatParser(options: YearlessTimeOptions): Parser {
  const readHeader = createSyslogHeaderReader(options);
  return {
    parse(line) {
      const header = readHeader(line.text);
      return header ? readingOfLine(line, header.atMs, readXcatMessage(header)) : 'unparsed';
    },
  };
}

/** Whether a syslog line is from xCAT. */
export function isXcat(header: SyslogHeader): boolean {
  return messageOf(header) !== undefined;
}

function readXcatMessage(header: SyslogHeader): Seen {
  const message = messageOf(header);
  if (message === undefined) return 'irrelevant';
  const [, node, status] = changed.exec(message) ?? [];
  if (node !== undefined && status !== undefined) return readStatus(node, status);
  // A line with a process ID is from xcatd and concerns its own machine; nodes log with `logger -t xcat`.
  if (header.pid !== null) return 'irrelevant';
  const who = header.host === null ? undefined : whoIs(header.host);
  const sight = readOwnWords(message);
  return who && sight ? { sight, who } : 'irrelevant';
}

/** A message that a node logs about itself with `logger -t xcat`. */
export function readNodeWords(named: string, message: string): InstallerEvent | undefined {
  return readOwnWords(messageOf({ program: named, message }) ?? '');
}

/** The text after program and level; undefined for other programs. A tag without a colon is accepted, because xCAT writes it that way. */
function messageOf({ program: named, message }: Pick<SyslogHeader, 'program' | 'message'>): string | undefined {
  const [word = '', ...rest] = named === '' ? message.split(' ') : [named, message];
  return program.test(word) ? rest.join(' ').replace(level, '').trim() : undefined;
}

function readStatus(node: string, status: string): Seen {
  const who = whoIs(node);
  const error = status === 'failed';
  const phase = status === 'installed' || status === 'booted' || error ? 'finish' : 'start';
  const sight = {
    kind: 'event',
    name: `xcat/${status}`,
    phase,
    error,
    part: parts[status] ?? null,
    text: `xCAT: status ${status}`,
  } as const;
  return who ? { sight, who } : 'unparsed';
}

function readOwnWords(said: string): InstallerEvent | undefined {
  const message = cleanText(said);
  if (message === '') return undefined;
  const event = { kind: 'event', name: 'xcat/log', phase: 'note', error: false, part: null, text: message } as const;
  if (/\bprovision completed\b/.test(message)) return { ...event, name: 'xcat/provision-completed', phase: 'finish', part: 'end' };
  const [, kind, script, code] = scriptEnds.exec(message) ?? [];
  if (kind !== undefined) return { ...event, name: `xcat/${kind.toLowerCase()}/${script}`, phase: 'finish', error: code !== '0' };
  const [, running, started, begun] = scriptBegins.exec(message) ?? [];
  const begins = running ?? started;
  return begins === undefined ? event : { ...event, name: `xcat/${begins.toLowerCase()}/${begun}`, phase: 'start' };
}

/** Nodes are identified by their short names; some logs contain fully qualified ones. */
function whoIs(name: string): Who | undefined {
  const who = readClient(name);
  return who?.host === undefined ? who : { host: normaliseHost(who.host) ?? who.host };
}
