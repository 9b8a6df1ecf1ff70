// Parser for Cobbler's install.log: two lines per installation, written when the installer calls back at its start and end.
import type { InstallerEvent, Who } from '../../../state-machines/vocabulary.ts';
import { normaliseHost, normaliseIp } from '../contract/addresses.ts';
import type { Reading } from '../../core/queue.ts';
import type { Line, Parser, Unseen } from '../contract/parser.ts';
import { readingOfLine } from '../contract/sighting.ts';

// system	backend-0-0	10.1.1.101	start	1795223180.11
// profile	rhel9-x86_64	10.1.1.102	stop	1795223480.52
const line = /^(system|profile)\s+(\S{1,255})\s+(\S{1,64})\s+(start|stop|firstboot)\s+(\d{10,12}(?:\.\d{1,9})?)\s*$/;

const steps: Record<string, Omit<InstallerEvent, 'kind' | 'text'>> = {
  start: { name: 'cobbler/start', phase: 'start', error: false, part: null },
  stop: { name: 'cobbler/stop', phase: 'finish', error: false, part: 'handover' },
  firstboot: { name: 'cobbler/firstboot', phase: 'finish', error: false, part: 'end' },
};

export function createCobblerParser(): Parser {
  return { parse: parseLine };
}

function parseLine(logLine: Line): Reading | Unseen {
  const [, kind, name = '', address = '', word = '', time] = line.exec(logLine.text) ?? [];
  const step = steps[word];
  if (!step) return 'unparsed';
  const atMs = Math.round(Number(time) * 1000);
  const who = whoIs(address, kind === 'system' ? name : undefined);
  // A profile's installation without a client address (`?`) cannot be assigned to a machine.
  return readingOfLine(
    logLine,
    atMs,
    who ? { sight: { kind: 'event', ...step, text: `Cobbler: ${word} of ${kind} ${name}` }, who } : 'irrelevant',
  );
}

function whoIs(address: string, system: string | undefined): Who | undefined {
  const ip = normaliseIp(address);
  const host = system === undefined ? undefined : normaliseHost(system);
  if (ip === undefined && host === undefined) return undefined;
  return { ...(ip !== undefined && { ip }), ...(host !== undefined && { host }) };
}
