// Syslog messages that an installer sends over the network (RFC 3164 and RFC 5424): anaconda's `inst.syslog=`, debian-installer's `log_host=`, what
// xCAT's nodes write to computes.log, and `logger` in scripts. The machine is identified by the sender's address; host name and time in the message
// are not trusted.
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { isThisHost, readWho } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import { readHealthPayload } from '../health/health-payload.ts';
import type { Seen } from '../contract/sighting.ts';
import { readNodeWords } from '../xcat/xcat-log.ts';

// <182>Nov 21 01:05:12 backend-0-0 anaconda[1755]: anaconda: Running kickstart %%pre script(s)
// <30>Nov 21 01:05:12 main-menu[254]: INFO: Menu item 'partman-base' selected
const old =
  /^<(\d{1,3})>(?!1 )(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )?(?:([^\s[\]]{0,254}[^\s[\]:]) )?([^\s:[\]]{1,128})(?:\[\d{1,10}\])?: ?(.*)$/s;
// <14>1 2026-11-21T01:05:12.003Z backend-0-0 checklist - - - DISKS_NUKED
const modern = /^<(\d{1,3})>1 \S{1,64} (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} (?:-|(?:\[(?:[^\]\\]|\\.)*\])+) ?(.*)$/s;
const debug = 7;

/** `sender`: the address the message came from. */
export function readInstallerSyslog(text: string, sender: string): Seen {
  const [, priority, host = '', program = '', words = ''] = modern.exec(text) ?? old.exec(text) ?? [];
  if (priority === undefined || Number(priority) > 191) return 'unparsed';
  const who = isThisHost(sender) ? readWho(host) : { ip: sender };
  const sight = sightOf(program, Number(priority) % 8, words.replace(/^\uFEFF/, '').trim());
  return who && sight ? { sight, who } : 'irrelevant';
}

function sightOf(program: string, severity: number, message: string) {
  // A stage's name or a health message: logger -t checklist DISKS_NUKED
  if (program === 'checklist') return readHealthPayload(message)?.sight;
  if (severity === debug) return undefined;
  if (program === 'anaconda') return note('anaconda', message);
  if (program === 'main-menu') return menuItem(message);
  return readNodeWords(program, message);
}

// INFO: Menu item 'partman-base' selected
// WARNING **: Menu item 'partman-base' failed.
function menuItem(message: string): InstallerEvent | undefined {
  const [, item, what] = /^[A-Z]+(?: \*\*)?: Menu item '([\w.-]{1,100})' (selected|succeeded|failed)/.exec(message) ?? [];
  if (item === undefined) return undefined;
  const event = { kind: 'event', name: `debian-installer/${item}`, text: `${item} ${what}` } as const;
  // The installer asks a question on the console and does not continue without an answer.
  if (what === 'failed') return { ...event, phase: 'finish', error: true, part: 'install' };
  return { ...event, phase: what === 'selected' ? 'start' : 'finish', error: false, part: null };
}

function note(name: string, message: string): InstallerEvent | undefined {
  const text = cleanText(message);
  return text === '' ? undefined : { kind: 'event', name, phase: 'note', error: false, part: null, text };
}
