import { describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { checklistBlock, checklistLine, closedLine, consoleLine } from '../../../../server/outputs/contract/change-line.ts';
import { change, declaredBackend, ip, startMs } from '../../core/changes.ts';

const { backend, transition } = change();
/** Everything that ends a line somewhere, or that a terminal takes as a command. */
const evil = [
  'a\nIP = 10.1.1.102, 2026-11-21 01:05:17 State = State.Reboot_Okay, Success = True',
  'a\r\nb',
  'a\u2028b\u2029c',
  'a\u0085b',
  'a\u000Bb\u000Cc',
  'a\u001B[2J\u001B]0;owned\u0007',
  'a\u009B31mred',
  'a\u0000b\u007F',
];
// oxlint-disable-next-line no-control-regex -- it is these characters that must not get through
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/;

describe('a line of checklist.log', () => {
  it('is the original’s', () => {
    expect(checklistLine(backend, transition)).toBe(`IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = True`);
  });

  it('says why something is wrong', () => {
    const failed = change({ stage: 'Profile_XML_Sent', success: false, message: 'HTTP 500' }).transition;
    expect(checklistLine(backend, failed)).toBe(
      `IP = ${ip}, 2026-11-21 01:05:17 State = State.Profile_XML_Sent, Success = False, Message = HTTP 500`,
    );
  });

  it('has the id where there is no address', () => {
    expect(checklistLine({ id: 'backend-0-0', ip: null }, transition)).toMatch(/^IP = backend-0-0, /);
  });
});

describe('the line of a run that was closed by hand', () => {
  it.each([
    [false, null, 'Success = False, Message = closed as abandoned by anna'],
    [true, 'seen on its console', 'Success = True, Message = closed as installed by anna: seen on its console'],
  ])('success %s, note %s', (success, message, expected) => {
    const closed = change({ kind: 'closed', stage: 'Profile_XML_Sent', author: 'anna', success, message }).transition;
    expect(closedLine(backend, closed)).toBe(`IP = ${ip}, 2026-11-21 01:05:17 State = State.Profile_XML_Sent, ${expected}`);
  });
});

describe('a message from a stranger stays one line and commands no terminal', () => {
  it.each(evil)('%j', (message) => {
    const said = change({ message, success: false, kind: 'failed' }).transition;
    expect(checklistLine(backend, said)).not.toMatch(control);
    expect(closedLine(backend, { ...said, author: message })).not.toMatch(control);
    expect(consoleLine(backend, said, { colour: false })).not.toMatch(control);
    expect(consoleLine(backend, { ...said, kind: 'muted', author: message }, { colour: false })).not.toMatch(control);
    // oxlint-disable-next-line no-control-regex -- the sequences of colours begin with one
    expect(consoleLine(backend, said, { colour: true }).replace(/\u001B\[\d*m/g, '')).not.toMatch(control);
  });
});

it('a block lists what is known of a run, in the workflow’s order', () => {
  const workflow = builtInWorkflows.get('stacki-sles-12');
  if (!workflow) throw new Error('stacki-sles-12 is gone');
  const owner = declaredBackend();
  const seen = (message: 'DISCOVER' | 'OFFER', atMs: number): void => {
    const stage = workflow.stages.find(({ name }) => name === `DHCP${message}`);
    if (!stage) throw new Error(`DHCP${message} is gone`);
    const evidence = { source: 'messages', line: 1, offset: 0, text: '' };
    owner.track.observe({ stage, workflow, error: false, message: null, atMs, receivedAtMs: atMs, evidence });
  };
  seen('DISCOVER', startMs);
  seen('OFFER', startMs + 1_000);
  const run = owner.track.runs[0];
  expect(run && checklistBlock(owner, run).split('\n')).toEqual([
    `#### Installation Status Messages for ${ip} ####`,
    `IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = True`,
    `IP = ${ip}, 2026-11-21 01:05:18 State = State.DHCPOFFER, Success = True`,
    '#'.repeat(45),
  ]);
});

describe('a line for the console', () => {
  it.each([
    [{}, '01:05:17 ▶ backend-0-0      DHCPDISCOVER'],
    [
      { kind: 'late', status: 'late', success: false, message: 'nothing for 60 s' } as const,
      '01:05:17 ◷ backend-0-0      DHCPDISCOVER late  nothing for 60 s',
    ],
    [
      { kind: 'acknowledged', status: 'failed', author: 'anna', message: 'disk is on its way' } as const,
      '01:05:17 ✖ backend-0-0      DHCPDISCOVER acknowledged by anna  disk is on its way',
    ],
    [
      { kind: 'closed', status: 'abandoned', success: false, author: 'anna' } as const,
      '01:05:17 ◌ backend-0-0      DHCPDISCOVER closed as abandoned by anna',
    ],
    [
      { kind: 'muted', stage: '', runId: '', status: 'idle', author: 'anna', message: 'for 2 h' } as const,
      '01:05:17 · backend-0-0      muted by anna  for 2 h',
    ],
    [{ stage: 'Reboot_Okay', status: 'installed', message: 'online' } as const, '01:05:17 ✔ backend-0-0      Reboot_Okay'],
  ])('of %o', (more, expected) => {
    expect(consoleLine(backend, change(more).transition, { colour: false })).toBe(expected);
  });
});
