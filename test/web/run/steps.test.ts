import { describe, expect, it } from 'vitest';
import { viewRun, type RunView } from '../../../state-machines/view/view.ts';
import { segmentsOfSteps, stepsOf, usualText, type Step } from '../../../web/run/steps.ts';
import { boot, images, playTrack } from '../../state-machines/track/play-track.ts';
import { reached, run, stage } from '../views.ts';

const seconds = (ms: number | null): string => (ms === null ? '-' : String(ms / 1000));

/** `DHCPACK done +3/30`: tone, seconds taken, limit; `-` for none. */
function stepText({ stage: { name }, tone, tookMs, limitMs }: Step): string {
  return `${name} ${tone} +${seconds(tookMs)}/${seconds(limitMs)}`;
}

function stepsText(told: RunView): string[] {
  return stepsOf(told).map(stepText);
}

const limited = { limitSeconds: 40 };

describe('steps of', () => {
  it.each<[string, Partial<RunView>, string[]]>([
    ['no stages', {}, []],
    ['a first stage: nothing to measure from', { stages: [reached('A', 5, limited)] }, ['A done +-/-']],
    [
      'two: the second against the limit of the first',
      { stages: [reached('A', 5, limited), reached('B', 12)] },
      ['A done +-/-', 'B done +7/40'],
    ],
    [
      'a stage without a limit: that of the one before goes on',
      { stages: [reached('A', 0, limited), reached('B', 15), reached('C', 20)] },
      ['A done +-/-', 'B done +15/40', 'C done +5/25'],
    ],
    [
      'the one expected next',
      { nextStage: 'B', stages: [reached('A', 0, limited), stage('B'), stage('C')] },
      ['A done +-/-', 'B next +-/40', 'C pending +-/40'],
    ],
    [
      'one that was skipped: the next counts from the one before it',
      { stages: [reached('A', 0, limited), stage('B', { status: 'skipped' }), reached('C', 9)] },
      ['A done +-/-', 'B skipped +-/40', 'C done +9/40'],
    ],
    [
      'one that failed: it moves no clock',
      { stages: [reached('A', 0, limited), reached('B', 10, { status: 'failed', limitSeconds: 5 }), reached('C', 30)] },
      ['A done +-/-', 'B failed +10/40', 'C done +30/40'],
    ],
    [
      'one older than the one before it: no negative time',
      { stages: [reached('A', 9, limited), reached('B', 8)] },
      ['A done +-/-', 'B done +-/40'],
    ],
    [
      'being held: outside of the times',
      {
        stages: [
          reached('A', 0, limited),
          reached('Install_Wait', 20, { role: 'waiting' }),
          stage('Installation_Stalled', { role: 'stalled' }),
          reached('B', 30),
        ],
      },
      ['A done +-/-', 'Install_Wait waiting +-/-', 'Installation_Stalled pending +-/-', 'B done +30/40'],
    ],
  ])('%s', (_, told, expected) => {
    expect(stepsText(run(told))).toEqual(expected);
  });
});

function played(steps: string): RunView {
  const [first] = playTrack(steps).track.runs;
  if (!first) throw new Error('there is no run');
  return viewRun(first);
}

it('fits what the machine of a run says', () => {
  const told = stepsText(played(`${boot(0)}, ${images(30)}, (time) 200`));
  expect(told).toContain('DHCPREQUEST done +3/20');
  expect(told).toContain('Initrd_RRQ done +4/60');
  expect(told).toContain('Profile_XML_Sent late +130/130');
  expect(told).toContain('SSH_Open pending +-/130');
});

it('leaves out of the required steps what may come and did not, and what is outside the order', () => {
  const steps = stepsOf(
    run({
      status: 'waiting',
      stages: [
        reached('A', 0),
        reached('Came', 1, { optional: true }),
        stage('Did_Not', { optional: true }),
        reached('Install_Wait', 2, { role: 'waiting' }),
        stage('B'),
      ],
    }),
  );
  expect(segmentsOfSteps(steps).map(({ name }) => name)).toEqual(['A', 'Came', 'B']);
});

it.each([
  { took: 4, median: 4, p95: 6, slow: false },
  { took: 6, median: 1, p95: 2, slow: false },
  { took: 7, median: 1, p95: 2, slow: true },
  { took: 19, median: 10, p95: 12, slow: false },
  { took: 21, median: 10, p95: 12, slow: true },
  { took: 21, median: 10, p95: 22, slow: false },
])('$took s where $median s is usual and 19 of 20 take $p95 s: slow is $slow', ({ took, slow, ...times }) => {
  const [, step] = stepsOf(run({ stages: [reached('A', 0), reached('B', took)] }), { stages: [{ stage: 'B', ...times }] });
  expect(step).toMatchObject({ usualMs: times.median * 1000, slow });
});

it.each([
  [0, '< 1 s'],
  [999, '< 1 s'],
  [4_000, '4 s'],
])('what is usual in words: %s ms is %s', (ms, words) => {
  expect(usualText(ms)).toBe(words);
});
