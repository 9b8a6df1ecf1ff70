import { describe, expect, it } from 'vitest';
import { act } from '../../../state-machines/track/actions.ts';
import { timesOf, typicalTimesOf, type RunTimes } from '../../../state-machines/statistics/typical.ts';
import { viewRun } from '../../../state-machines/view/view.ts';
import { playTrack, zeroMs } from '../track/play-track.ts';

const steps = 'DHCPDISCOVER 0, DHCPACK 3, TFTP_RRQ 10, VMLinuz_RRQ_Install 12, SSH_Open 42, Reboot_Okay 92';
const timesAfter = (told: string) => playTrack(told).track.runs.map((run) => timesOf(viewRun(run)));

describe('a run teaches', () => {
  it('the time of each stage since the one before, and from there to the end', () => {
    expect(timesAfter(steps)).toEqual([
      {
        installSeconds: 92,
        stages: [
          { stage: 'DHCPDISCOVER', seconds: 0, toEndSeconds: 92 },
          { stage: 'DHCPACK', seconds: 3, toEndSeconds: 89 },
          { stage: 'TFTP_RRQ', seconds: 7, toEndSeconds: 82 },
          { stage: 'VMLinuz_RRQ_Install', seconds: 2, toEndSeconds: 80 },
          { stage: 'SSH_Open', seconds: 30, toEndSeconds: 50 },
          { stage: 'Reboot_Okay', seconds: 50, toEndSeconds: 0 },
        ],
      },
    ]);
  });

  it('nothing of its first stage when it was first seen further on', () => {
    expect(timesAfter('SSH_Open 42, Reboot_Okay 92')[0]?.stages).toEqual([{ stage: 'Reboot_Okay', seconds: 50, toEndSeconds: 0 }]);
  });

  it.each([
    ['it goes on', 'DHCPDISCOVER 0, VMLinuz_RRQ_Install 12'],
    ['it failed', 'DHCPDISCOVER 0, VMLinuz_RRQ_Install 12, SSH_Open! 42'],
  ])('nothing while %s', (_, told) => {
    expect(timesAfter(told)).toEqual([null]);
  });

  it('nothing when a person closed it: that is when somebody looked, not when it ended', () => {
    const { track } = playTrack('DHCPDISCOVER 0, VMLinuz_RRQ_Install 12, SSH_Open 42');
    act(track, { action: 'close', author: 'anna', as: 'installed' }, zeroMs + 9_000_000);
    expect(track.runs.map((run) => timesOf(viewRun(run)))).toEqual([null]);
  });
});

const run = (installSeconds: number, waits: Record<string, number>): RunTimes => ({
  installSeconds,
  stages: Object.entries(waits).map(([stage, seconds]) => ({ stage, seconds, toEndSeconds: installSeconds - seconds })),
});

describe('typical times', () => {
  it('are nothing without runs', () => {
    expect(typicalTimesOf([], ['A'])).toEqual({ runs: 0, install: null, stages: [] });
  });

  it('are medians and 95th percentiles, in the workflow’s order, of the stages that were seen', () => {
    const runs = [run(100, { B: 10, A: 1 }), run(200, { B: 20 }), run(900, { B: 90, A: 3 })];
    expect(typicalTimesOf(runs, ['A', 'B', 'C'])).toEqual({
      runs: 3,
      install: { count: 3, median: 200, p95: 900 },
      stages: [
        { stage: 'A', count: 2, median: 1, p95: 3, toEnd: 99 },
        { stage: 'B', count: 3, median: 20, p95: 90, toEnd: 180 },
      ],
    });
  });
});
