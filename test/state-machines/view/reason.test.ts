import { describe, expect, it } from 'vitest';
import { reasonWords } from '../../../state-machines/view/reason.ts';
import { summariseWorkflow, type RunSummary } from '../../../state-machines/view/summary.ts';
import { at, line, summary, zeroMs } from '../../web/views.ts';
import { workflowCalled } from '../track/play-track.ts';

const workflow = summariseWorkflow(workflowCalled('stacki-sles-12'));
const refused = '10.1.1.101 - - [21/Nov/2026:01:10:49 +0000] "GET /install/sbin/profile.cgi HTTP/1.1" 500 571';
const late = { status: 'late', stage: 'DHCPACK', stageAt: at(20), nextStage: 'TFTP_RRQ', since: at(60) } as const;
const failed = { status: 'failed', stage: 'Profile_XML_Sent', stageAt: at(20), count: 1 } as const;

describe('at second 150, a run that', () => {
  it.each<[string, Partial<RunSummary>, string | null]>([
    ['is late', late, 'no TFTP request for 2 m 10 s after DHCPACK; limit 40 s'],
    ['was late until it was given up', { ...late, endedAt: at(80) }, 'no TFTP request for 1 m 00 s after DHCPACK; limit 40 s'],
    [
      'is late after a stage that has a name for sentences',
      { ...late, stage: 'SLES_Img_Sent', nextStage: 'Profile_XML_Sent' },
      'no profile request for 2 m 10 s after request for sles-stacki.img; limit 40 s',
    ],
    ['has reached nothing in time', { ...late, stage: null, stageAt: null }, 'no TFTP request for 2 m 30 s after the start; limit 1 m'],
    ['is late for what nobody knows', { ...late, nextStage: 'DISKS_NUKED' }, 'no DISKS_NUKED for 2 m 10 s after DHCPACK; limit 40 s'],
    ['failed', failed, 'profile request failed'],
    ['failed again and again', { ...failed, count: 3 }, 'profile request failed 3 times'],
    ['failed with words of its own', { ...failed, message: 'no such node' }, 'profile request failed: no such node'],
    ['failed by the line that is shown beside it', { ...failed, message: refused, evidence: line(refused) }, 'profile request failed'],
    [
      'was given up',
      { ...failed, count: 0, message: 'has not come within 30 m of SLES_Img_Sent: the install is given up' },
      'profile request has not come within 30 m of SLES_Img_Sent: the install is given up',
    ],
    ['stalled with a word', { status: 'stalled', message: 'YPushButton.cc' }, 'YPushButton.cc'],
    ['stalled without one', { status: 'stalled' }, 'the installer reports that it cannot continue'],
    ['is held', { status: 'waiting' }, 'held on purpose'],
    ['is held at a breakpoint', { status: 'waiting', stage: 'DHCPACK', endedAt: at(90) }, 'held at a breakpoint after DHCPACK'],
    ['is at its first try', { attempt: { step: 'Boot', implementation: 'kexec', number: 1 } }, null],
    ['is tried again', { attempt: { step: 'Boot', implementation: null, number: 3 } }, 'try 3 of Boot'],
    [
      'failed at its second try, in another way',
      { ...failed, attempt: { step: 'Boot', implementation: 'reset', number: 2 } },
      'profile request failed; try 2 of Boot (reset)',
    ],
    ['is over after several tries', { status: 'installed', attempt: { step: 'Boot', implementation: null, number: 3 } }, null],
    ['broke a rule', { finding: { rule: 'order', text: 'b before a', remedy: null } }, 'order: b before a'],
    [
      'failed by an error that is known',
      { ...failed, message: 'disk busy', finding: { rule: 'busy', text: 'disk busy', remedy: null } },
      'profile request failed: disk busy; busy',
    ],
    ['is well', {}, null],
    ['is well and says something', { message: 'install stage=pre' }, 'install stage=pre'],
  ])('%s', (_, told, words) => {
    expect(reasonWords(summary(told), workflow, zeroMs + 150_000)).toBe(words);
  });
});
