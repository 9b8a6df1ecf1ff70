// How a stretch of the time line reads.
import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../state-machines/view/view.ts';
import { stepsOf } from '../../../web/run/steps.ts';
import { stretchText } from '../../../web/run/stretch-text.ts';
import { timeLineOf } from '../../../web/run/time-line.ts';
import { at, reached, run, stage, zeroMs } from '../views.ts';

const both = [reached('A', 0, { limitSeconds: 40 }), reached('B', 12, { limitSeconds: 40 })];
const late = stage('C', { status: 'late', at: at(52) });

function words(told: Partial<RunView>, nowSecond: number): string[] {
  const whole = run(told);
  const line = timeLineOf(whole, stepsOf(whole), zeroMs + nowSecond * 1000);
  return line?.stretches.map((stretch) => stretchText(stretch, (ms) => `0:${(ms - zeroMs) / 1000}`)) ?? [];
}

describe('in words:', () => {
  it.each<[string, Partial<RunView>, string[]]>([
    [
      'late',
      { stages: [...both, late], status: 'late', since: at(52), nextStage: 'C' },
      ['C expected from 0:12; limit 40 s', 'C late since 0:52; limit 40 s'],
    ],
    [
      'failed',
      { stages: [reached('A', 0), reached('B', 12, { status: 'failed' })], status: 'failed' },
      ['B failed at 0:12 after 12 s', 'failed since B at 0:12'],
    ],
  ])('%s', (_, told, expected) => {
    expect(words(told, 60).slice(-2)).toEqual(expected);
  });
});
