import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../state-machines/view/view.ts';
import { stepsOf } from '../../../web/run/steps.ts';
import { partSpans, stretchAt, timeLineOf, type TimeLine } from '../../../web/run/time-line.ts';
import { at, reached, run, stage, zeroMs } from '../views.ts';

const second = (ms: number): number => (ms - zeroMs) / 1000;

function lineOf(told: Partial<RunView>, nowSecond: number): TimeLine {
  const whole = run(told);
  const line = timeLineOf(whole, stepsOf(whole), zeroMs + nowSecond * 1000);
  if (!line) throw new Error('there is no line');
  return line;
}

/** `A done 0-5/40`: stage, how the run stood, from second to second, the second of its limit. */
function drawn({ stretches }: TimeLine): string[] {
  return stretches.map(({ step, tone, fromMs, toMs, limitAtMs }) => {
    const limit = limitAtMs === null ? '' : `/${second(limitAtMs)}`;
    return `${step.stage.name} ${tone} ${second(fromMs)}-${second(toMs)}${limit}`;
  });
}

const limited = { limitSeconds: 40 };
const both = [reached('A', 0, limited), reached('B', 12, limited)];
const late = stage('C', { status: 'late', at: at(52) });

describe('a time line of', () => {
  it.each<[string, Partial<RunView>, number, { stretches: string[]; edges: [from: number, to: number, cut: number] }]>([
    [
      'a run that is over',
      { stages: both, status: 'installed', endedAt: at(12), lastHeardAt: at(12) },
      500,
      { stretches: ['A done 0-0', 'B done 0-12/40'], edges: [0, 12, 0] },
    ],
    [
      'one that installs: what is awaited, and its limit where that is near',
      { stages: [...both, stage('C')], nextStage: 'C', deadline: at(52), lastHeardAt: at(12) },
      30,
      { stretches: ['A done 0-0', 'B done 0-12/40', 'C next 12-30/52'], edges: [0, 52, 0] },
    ],
    [
      'one that installs, its limit far away',
      { stages: [...both, stage('C')], nextStage: 'C', deadline: at(52), lastHeardAt: at(12) },
      12.5,
      { stretches: ['A done 0-0', 'B done 0-12/40', 'C next 12-12.5/52'], edges: [0, 12.5, 0] },
    ],
    [
      'a late one: awaited to its limit, then late; hours are cut off',
      { stages: [...both, late], status: 'late', since: at(52), nextStage: 'C', lastHeardAt: at(12) },
      7_200,
      { stretches: ['A done 0-0', 'B done 0-12/40', 'C next 12-52/52', 'C late 52-69.333/52'], edges: [0, 69.333, 7130.667] },
    ],
    [
      'a failed one: failed since then, whatever its limit',
      { stages: [reached('A', 0, limited), reached('B', 12, { status: 'failed' })], status: 'failed', nextStage: 'B', lastHeardAt: at(12) },
      14,
      { stretches: ['A done 0-0', 'B done 0-12/40', 'B failed 12-14'], edges: [0, 14, 0] },
    ],
    [
      'one that was held: waiting meanwhile',
      { stages: [reached('A', 0), reached('W', 5, { role: 'waiting' }), reached('B', 9)], status: 'installed', endedAt: at(9) },
      500,
      { stretches: ['A done 0-0', 'W done 0-5', 'B waiting 5-9'], edges: [0, 9, 0] },
    ],
    [
      'stages that did not come in the order of the list',
      { stages: [reached('A', 9), reached('B', 4)], status: 'installed', endedAt: at(9) },
      500,
      { stretches: ['B done 4-4', 'A done 4-9'], edges: [0, 9, 0] },
    ],
  ])('%s', (_, told, now, { stretches, edges }) => {
    const line = lineOf(told, now);
    expect(drawn(line).map((text) => text.replace(/(\.\d{3})\d+/, '$1'))).toEqual(stretches);
    const [from, to, cut] = edges;
    expect([second(line.fromMs), second(line.toMs), line.cutMs / 1000]).toEqual([from, expect.closeTo(to), expect.closeTo(cut)]);
  });
});

it('there is none of a run of which nothing came', () => {
  expect(timeLineOf(run(), [], zeroMs)).toBeNull();
});

it('joins the stages of a part of the install', () => {
  const stages = [reached('A', 0), reached('B', 4), reached('C', 6, { group: 'tftp' }), reached('D', 9, { group: 'tftp' })];
  const spans = partSpans(lineOf({ stages, status: 'installed', endedAt: at(9) }, 9));
  expect(spans.map(({ name, fromMs, toMs }) => `${name} ${second(fromMs)}-${second(toMs)}`)).toEqual(['dhcp 0-4', 'tftp 4-9']);
});

it('joins the stages of a macro step, each step in a colour of its own', () => {
  const stages = [
    reached('A', 0, { step: 'Fill' }),
    reached('B', 4, { step: 'Fill' }),
    reached('C', 6, { step: 'Fire' }),
    reached('End', 9),
  ];
  const spans = partSpans(lineOf({ stages, status: 'installed', endedAt: at(9) }, 9));
  expect(spans.map(({ name, hue }) => `${name} ${hue}`)).toEqual(['Fill dhcp', 'Fire tftp', 'End profile']);
});

it.each([
  [-5, 0],
  [0, 0],
  [1, 1],
  [12, 1],
  [12.1, 2],
  [900, 2],
])('second %s is in stretch %s', (asked, index) => {
  const line = lineOf({ stages: [...both, stage('C')], nextStage: 'C', deadline: at(52) }, 30);
  expect(stretchAt(line, zeroMs + asked * 1000)).toBe(index);
});
