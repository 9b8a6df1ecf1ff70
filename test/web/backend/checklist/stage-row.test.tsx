// One stage of the checklist.
import { expect, test } from 'vitest';
import type { StageView } from '../../../../state-machines/view/view.ts';
import { StageRow } from '../../../../web/backend/checklist/stage-row.tsx';
import { stepsOf } from '../../../../web/run/steps.ts';
import { drawn, words } from '../../drawn.tsx';
import { line, reached, run, stage } from '../../views.ts';

function row(of: StageView, { opensGroup = false, allLines = false } = {}) {
  const whole = run({ stages: [of] });
  const [step] = stepsOf(whole);
  if (!step) throw new Error('no step');
  return <StageRow step={step} run={whole} opensGroup={opensGroup} allLines={allLines} />;
}

test.each([
  ['done', reached('DHCPACK', 5, { evidence: [line('ack', 21)] }), '✔ done DHCPACK 01:05:05 messages:21 ack copy'],
  ['repeated', reached('DHCPACK', 5, { count: 3 }), '✔ done DHCPACK × 3 01:05:05'],
  ['pending', stage('DHCPACK'), '· pending DHCPACK'],
  ['optional', stage('DHCPACK', { optional: true, status: 'skipped' }), '– skipped DHCPACK optional'],
  ['failed, with its message', reached('DHCPACK', 5, { status: 'failed', message: 'no lease' }), '✖ failed DHCPACK 01:05:05 no lease'],
])('%s', (_, of, text) => {
  expect(words(row(of))).toBe(text);
});

test('a message that is its line is shown once', () => {
  const of = reached('DHCPACK', 5, { status: 'failed', message: 'NAK', evidence: [line('NAK')] });
  expect(words(row(of)).match(/NAK/g)).toHaveLength(1);
});

test('the first of a part names it', () => {
  expect(words(row(stage('DHCPACK'), { opensGroup: true }))).toBe('dhcp · pending DHCPACK');
});

const open = (of: StageView, allLines = false) => drawn(row(of, { allLines })).includes('>two<');

test('of trouble all lines are shown, of the others on request', () => {
  const told = { evidence: [line('one'), line('two', 2)] };
  expect([open(reached('A', 1, told)), open(reached('A', 1, told), true), open(reached('A', 1, { ...told, status: 'failed' }))]).toEqual([
    false,
    true,
    true,
  ]);
});
