// Lines that an installing machine sends to FAI's monitor: its name, then the installer's action. The sender's address identifies the machine. The
// name identifies it only if the address is this host's or unknown.
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { isThisHost, readWho } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import type { Seen } from '../contract/sighting.ts';

// backend-0-0 TASKBEGIN partition
// backend-0-0 TASKEND partition 0
// backend-0-0 TASKERROR instsoft 471
const line = /^(\S{1,255}) +(TASKBEGIN|TASKEND|TASKSKIP|TASKERROR|HOOK|check|VARIABLE)(?: +(\S.*))?$/;
/** FAI's STOP_ON_ERROR: codes from here on abort the installation. Lower codes are notes and warnings. */
const fatalCode = 700;

/** `sender` is the address of the connection. */
export function readFaiLine(text: string, sender: string): Seen {
  const [, name = '', word, rest = ''] = line.exec(text.trim()) ?? [];
  const who = whoIs(name, sender);
  if (word === undefined || !who) return 'unparsed';
  // A query for the monitor's own settings, not an event.
  if (word === 'VARIABLE') return 'irrelevant';
  const sight = eventOf(word, cleanText(rest));
  return sight ? { sight, who } : 'unparsed';
}

/** The reply that the machine waits for, if the line is a query. */
export function answerToFai(text: string): string | null {
  const [, , word, variable] = line.exec(text.trim()) ?? [];
  return word === 'VARIABLE' ? `UNKNOWN ${variable ?? ''}\n` : null;
}

function whoIs(name: string, sender: string) {
  // The name may have a class after a slash: backend-0-0/test.
  const named = readWho(name.split('/')[0] ?? '');
  if (isThisHost(sender)) return named;
  return { ip: sender, ...(named?.host !== undefined && { host: named.host }) };
}

function eventOf(word: string, rest: string): InstallerEvent | undefined {
  if (word === 'check') return event('check', 'note', { text: 'FAI has found its monitor' });
  const [task = '', code] = rest.split(' ');
  if (task === '') return undefined;
  if (word === 'TASKBEGIN') return event(task, 'start', { text: `task ${task}` });
  if (word === 'TASKSKIP') return event(task, 'note', { text: `task ${task} is skipped` });
  if (word === 'HOOK') return event(`hook/${task}`, 'note', { text: `hook ${task}` });
  if (code === undefined || !/^\d{1,4}$/.test(code)) return undefined;
  const error = Number(code) >= fatalCode;
  const text = code === '0' ? `task ${task} is done` : `task ${task} ended with code ${code}`;
  if (error) return event(task, 'finish', { text, error, part: 'install' });
  // `install` contains all other tasks: after it, the machine boots from its disk.
  return event(task, 'finish', { text, part: task === 'install' ? 'handover' : null });
}

function event(name: string, phase: InstallerEvent['phase'], rest: Partial<InstallerEvent> & { text: string }): InstallerEvent {
  return { kind: 'event', name: `fai/${name}`.slice(0, 200), phase, error: false, part: null, ...rest };
}
