import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../state-machines/view.ts';
import { messageOf, reasonOf, troubledStage } from '../../../web/run/reason.ts';
import { line, reached, run, stage } from '../views.ts';

const [ack, refusal, last, held] = [
  line('DHCPACK', 1),
  line('"GET …" 500 571', 2),
  line('"GET …" 500 572', 3),
  line('{"systest":"Install_Wait"}', 4),
];
const heard = reached('DHCPACK', 3, { evidence: [ack] });
const failed = stage('Profile_XML_Sent', { ...reached('Profile_XML_Sent', 40), status: 'failed', evidence: [refusal, last] });
const waiting = reached('Install_Wait', 50, { evidence: [held], message: 'until the rack is cabled' });

describe('the reason of a run that', () => {
  it.each<[string, Partial<RunView>, ReturnType<typeof reasonOf>]>([
    ['has heard nothing', {}, { words: null, evidence: null }],
    ['goes well: the line heard last', { stages: [heard, failed] }, { words: null, evidence: last }],
    [
      'goes well: not the line of a later stage that is older',
      { stages: [reached('DHCPACK', 41, { evidence: [ack] }), failed] },
      { words: null, evidence: ack },
    ],
    ['says something', { message: 'installing packages', stages: [heard] }, { words: 'installing packages', evidence: ack }],
    [
      'failed: its newest line, though others were heard later',
      { status: 'failed', stage: 'Profile_XML_Sent', message: 'no profile', stages: [failed, waiting] },
      { words: 'no profile', evidence: last },
    ],
    [
      'failed with the line as its message: once is enough',
      { status: 'failed', stage: 'Profile_XML_Sent', message: last.text, stages: [failed] },
      { words: null, evidence: last },
    ],
    ['is held', { status: 'waiting', stages: [heard, waiting] }, { words: 'until the rack is cabled', evidence: held }],
    [
      'is late: the missing stage stands in a column of its own',
      { status: 'late', message: 'Config_Sent Installation Stage Timeout', stages: [heard, stage('Config_Sent', { status: 'late' })] },
      { words: null, evidence: ack },
    ],
    [
      'failed without evidence: the last line heard',
      { status: 'failed', stage: 'Root_Sent', stages: [heard, stage('Root_Sent')] },
      { words: null, evidence: ack },
    ],
  ])('%s', (_, told, expected) => {
    expect(reasonOf(run(told))).toEqual(expected);
  });
});

it('takes the later one in the order of two stages heard in the same second', () => {
  const offer = reached('DHCPOFFER', 3, { evidence: [line('DHCPOFFER')] });
  expect(reasonOf(run({ stages: [offer, heard] })).evidence).toBe(ack);
});

describe('the stage in trouble of a run that is', () => {
  it.each<[RunView['status'], string | undefined]>([
    ['failed', 'Profile_XML_Sent'],
    ['waiting', 'Install_Wait'],
    ['stalled', undefined],
    ['late', undefined],
    ['installing', undefined],
  ])('%s: %s', (status, name) => {
    expect(troubledStage(run({ status, stage: 'Profile_XML_Sent', stages: [failed, waiting] }))?.name).toBe(name);
  });
});

it.each<[string, Partial<RunView>, string | null]>([
  ["the run's own word first", { status: 'waiting', message: 'on hold', stages: [waiting] }, 'on hold'],
  ['none of a late run', { status: 'late', message: 'Timeout' }, null],
  ['none of a run that is held no more', { stages: [waiting] }, null],
])('message: %s', (_, told, expected) => {
  expect(messageOf(run(told))).toBe(expected);
});
