// The times of a stage, against its limit and what is usual.
import { expect, test } from 'vitest';
import { StageTimes } from '../../../../web/backend/checklist/stage-times.tsx';
import { stepsOf } from '../../../../web/run/steps.ts';
import type { RunView } from '../../../../state-machines/view/view.ts';
import { drawn, words } from '../../drawn.tsx';
import { at, reached, run, stage } from '../../views.ts';

const first = reached('A', 0, { limitSeconds: 40 });
const usual = { stages: [{ stage: 'B', median: 4, p95: 6 }] };

function times(told: Partial<RunView>, nowSecond = 30, known: typeof usual | null = null) {
  const whole = run({ status: 'installing', ...told });
  const step = stepsOf(whole, known).find(({ stage: { name } }) => name === 'B');
  if (!step) throw new Error('no stage B');
  return [<StageTimes key="times" step={step} run={whole} />, { nowSecond }] as const;
}

test.each<[string, Partial<RunView>, string]>([
  ['in time', { stages: [first, reached('B', 12)] }, '01:05:12 +12 s of 40 s'],
  ['too long', { stages: [first, reached('B', 50)] }, '01:05:50 +50 s of 40 s too long'],
  ['next', { stages: [first, stage('B')], nextStage: 'B', deadline: at(40) }, 'by 01:05:40 in 10 s of 40 s'],
  ['next and due', { stages: [first, stage('B')], nextStage: 'B', deadline: at(25) }, 'by 01:05:25 5 s overdue · limit 40 s'],
  ['late', { stages: [first, stage('B', { status: 'late', at: at(20) })], status: 'late' }, 'due 01:05:20 10 s over its 40 s'],
  ['not reached', { stages: [first, stage('B')] }, ''],
])('%s', (_, told, text) => {
  expect(words(...times(told))).toBe(text);
});

test('what is usual, and when it was slow', () => {
  expect(words(...times({ stages: [first, reached('B', 5)] }, 30, usual))).toBe('01:05:05 +5 s of 40 s usually 4 s');
  expect(words(...times({ stages: [first, reached('B', 30)] }, 30, usual))).toBe('01:05:30 +30 s of 40 s slow usually 4 s');
  expect(drawn(...times({ stages: [first, reached('B', 30)] }, 30, usual))).toContain('class="time-over"');
});
