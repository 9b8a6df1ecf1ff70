import { describe, expect, it } from 'vitest';
import type { RunView } from '../../state-machines/view.ts';
import { deadlineOf, paceOf, type Pace } from '../../state-machines/pace.ts';
import { at, reached, run, stage, zeroMs } from '../web/views.ts';

const nowMs = zeroMs + 100_000;
const pace = (kind: Pace['kind'], seconds: number, limitSeconds: number | null = null): Pace => ({
  kind,
  ms: seconds * 1000,
  limitMs: limitSeconds === null ? null : limitSeconds * 1000,
});
const inStage = { stage: 'Initrd_RRQ', stageAt: at(20) };
const missed = stage('Config_Sent', { status: 'late', at: at(90) });

describe('at second 100, a run that', () => {
  it.each<[string, Partial<RunView>, Pace]>([
    ['has reached nothing counts from its start', {}, pace('in-stage', 100)],
    ['has no limit', inStage, pace('in-stage', 80)],
    ['is within its limit', { ...inStage, deadline: at(120) }, pace('in-stage', 80, 100)],
    ['is late, against the limit that passed', { ...inStage, status: 'late', stages: [missed] }, pace('in-stage', 80, 70)],
    ['has a deadline from before its stage', { ...inStage, deadline: at(10) }, pace('in-stage', 80, 0)],
    ['failed', { ...inStage, status: 'failed' }, pace('for', 80)],
    ['is held since second 30', { ...inStage, status: 'waiting', stages: [reached('Install_Wait', 30)] }, pace('for', 70)],
    // It was held before, and again: since when, the feed does not say.
    ['came to its stage after it was held', { ...inStage, status: 'waiting', stages: [reached('Install_Wait', 10)] }, pace('for', 80)],
    ['stalled at second 99', { ...inStage, status: 'stalled', stages: [reached('Installation_Stalled', 99)] }, pace('for', 1)],
    ['is over', { ...inStage, status: 'installed', endedAt: at(63) }, pace('took', 63)],
    ['was late until it was given up', { ...inStage, status: 'late', endedAt: at(95), stages: [missed] }, pace('took', 95)],
    ['is ahead of the server’s clock', { stageAt: at(105), deadline: at(145) }, pace('in-stage', 0, 40)],
  ])('%s', (_, told, expected) => {
    expect(paceOf(run(told), nowMs)).toEqual(expected);
  });
});

describe('the deadline of a run that', () => {
  it.each<[string, Partial<RunView>, string | null]>([
    ['has one', { deadline: at(120), stages: [missed] }, at(120)],
    ['is late', { stages: [reached('Initrd_RRQ', 20), missed] }, at(90)],
    ['has none', { stages: [reached('Initrd_RRQ', 20)] }, null],
  ])('%s', (_, told, expected) => {
    expect(deadlineOf(run(told))).toBe(expected);
  });
});
