import { describe, expect, it } from 'vitest';
import { deadlineOf, paceOf, type Pace } from '../../../state-machines/view/pace.ts';
import type { RunSummary } from '../../../state-machines/view/summary.ts';
import { at, summary, zeroMs } from '../../web/views.ts';

const nowMs = zeroMs + 100_000;
const pace = (kind: Pace['kind'], seconds: number, limitSeconds: number | null = null): Pace => ({
  kind,
  ms: seconds * 1000,
  limitMs: limitSeconds === null ? null : limitSeconds * 1000,
});
const inStage = { stage: 'Initrd_RRQ', stageAt: at(20) };
const late = { status: 'late', since: at(90) } as const;

describe('at second 100, a run that', () => {
  it.each<[string, Partial<RunSummary>, Pace]>([
    ['has reached nothing counts from its start', {}, pace('in-stage', 100)],
    ['has no limit', inStage, pace('in-stage', 80)],
    ['is within its limit', { ...inStage, deadline: at(120) }, pace('in-stage', 80, 100)],
    ['is late, against the limit that passed', { ...inStage, ...late }, pace('in-stage', 80, 70)],
    ['has a deadline from before its stage', { ...inStage, deadline: at(10) }, pace('in-stage', 80, 0)],
    ['failed', { ...inStage, status: 'failed', since: at(20) }, pace('for', 80)],
    ['is held since second 30', { ...inStage, status: 'waiting', since: at(30) }, pace('for', 70)],
    ['stalled at second 99', { ...inStage, status: 'stalled', since: at(99) }, pace('for', 1)],
    ['is over', { ...inStage, status: 'installed', endedAt: at(63) }, pace('took', 63)],
    ['was late until it was given up', { ...inStage, ...late, endedAt: at(95) }, pace('took', 95)],
    ['is ahead of the server’s clock', { stageAt: at(105), deadline: at(145) }, pace('in-stage', 0, 40)],
  ])('%s', (_, told, expected) => {
    expect(paceOf(summary(told), nowMs)).toEqual(expected);
  });
});

describe('the deadline of a run that', () => {
  it.each<[string, Partial<RunSummary>, string | null]>([
    ['has one', { deadline: at(120), since: at(90) }, at(120)],
    ['is late', late, at(90)],
    ['has none', { since: at(20) }, null],
  ])('%s', (_, told, expected) => {
    expect(deadlineOf(summary(told))).toBe(expected);
  });
});
