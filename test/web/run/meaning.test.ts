import { expect, it } from 'vitest';
import type { RunView, StageView } from '../../../state-machines/view/view.ts';
import { meaningOf, type Reached } from '../../../web/run/meaning.ts';
import { reasonedRun } from '../../../web/run/reason.ts';
import { at, line, reached, run, stage } from '../views.ts';

const tftp = { group: 'tftp' } as const;
const late = { status: 'late', stage: 'DHCPACK', nextStage: 'TFTP_RRQ', since: at(40) } as const;
const lateAtTftp = { ...late, stages: [reached('DHCPACK', 0), stage('TFTP_RRQ', { ...tftp, status: 'late', at: at(40) })] };
const lateInTftp = { ...lateAtTftp, stages: [reached('DHCPACK', 0, tftp), stage('TFTP_RRQ', { ...tftp, status: 'late', at: at(40) })] };

function refused(answer: string): Partial<RunView> {
  const text = `10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /install/sbin/profile.cgi?os=sles HTTP/1.1" ${answer}`;
  return failedBy(line(text));
}

function failedBy(...evidence: StageView['evidence']): Partial<RunView> {
  return { status: 'failed', stage: 'Profile_XML_Sent', stages: [reached('Profile_XML_Sent', 9, { status: 'failed', evidence })] };
}

it.each<[string, Partial<RunView>, Reached, RegExp]>([
  ['well: nothing', {}, {}, /^nothing$/],
  [
    'late at the first stage of a part, nobody came',
    lateAtTftp,
    { tftp: at(39) },
    /has requested no boot file.*No machine has got past this point since\.$/,
  ],
  ['late, and others came', lateAtTftp, { tftp: at(41) }, /has requested no boot file.*Other machines have got past this point since/],
  ['late within a part', lateInTftp, {}, /started to fetch its boot files and stopped.*being transferred\.$/],
  ['a server that breaks', refused('500 571'), {}, /\(HTTP 500\): the cause is here/],
  ['a server that refuses', refused('404 209'), {}, /\(HTTP 404\): the file does not exist here/],
  ['the machine says so', failedBy({ source: 'health', line: null, offset: null, text: '{}' }), {}, /machine itself/],
  ['failed by a line that tells no more', failedBy(line('in.tftpd: sending NAK')), {}, /^nothing$/],
  ['stalled', { status: 'stalled' }, {}, /^The install needs a manual step/],
  ['waiting', { status: 'waiting' }, {}, /continues when it is released/],
])('%s', (_, told, reachedBy, words) => {
  expect(meaningOf(run(told), reachedBy) ?? 'nothing').toMatch(words);
});

it.each<[string, Partial<RunView>, { count: number; text: string | null }]>([
  ['the line of the stage that failed, the last', { ...failedBy(line('first'), line('last', 2)) }, { count: 1, text: 'last' }],
  [
    'of a late run the line that was heard last',
    { ...late, stages: [reached('A', 5, { evidence: [line('newer')] }), reached('B', 2, { evidence: [line('older')] })] },
    { count: 0, text: 'newer' },
  ],
  ['none of a run that is well', { stages: [reached('A', 5, { evidence: [line('seen')] })] }, { count: 0, text: null }],
])('the line that shows why: %s', (_, told, { count, text }) => {
  const { count: counted, evidence } = reasonedRun(run(told));
  expect([counted, evidence?.text ?? null]).toEqual([count, text]);
});
