import { describe, expect, it } from 'vitest';
import { expectedEndMs } from '../../../state-machines/statistics/expected-end.ts';
import type { RunSummary } from '../../../state-machines/view/summary.ts';
import { at, summary, zeroMs } from '../../web/views.ts';

const usual = {
  stages: [
    { stage: 'DHCPACK', toEnd: 300 },
    { stage: 'Reboot_Okay', toEnd: 0 },
  ],
};
const installing = { status: 'installing', stage: 'DHCPACK', stageAt: at(20) } as const;

describe('at second 100, a run that', () => {
  it.each<[string, Partial<RunSummary>, number | null]>([
    ['installs ends as long after its stage as others did', installing, 320],
    ['has taken longer than others', { ...installing, stageAt: at(-250) }, null],
    ['should be over this moment', { ...installing, stageAt: at(-200) }, null],
    ['stands where no other is known of', { ...installing, stage: 'SSH_Open' }, null],
    ['has reached nothing', { ...installing, stage: null, stageAt: null }, null],
    ['is late', { ...installing, status: 'late' }, null],
    ['is held', { ...installing, status: 'waiting' }, null],
    ['is over', { ...installing, status: 'installed', endedAt: at(60) }, null],
  ])('%s', (_, told, second) => {
    expect(expectedEndMs(summary(told), usual, zeroMs + 100_000)).toBe(second === null ? null : zeroMs + second * 1000);
  });

  it('is of a workflow of which nothing is known', () => {
    expect(expectedEndMs(summary(installing), undefined, zeroMs)).toBeNull();
  });
});
