// The two kinds of limit, and what becomes of them when they are changed under a run.
import { describe, expect, it } from 'vitest';
import { parseWorkflow, type Workflow } from '../../../state-machines/workflow/workflow.ts';
import { boot, bootSeen, playTrack, workflowCalled, zeroMs } from '../track/play-track.ts';

const kickstart = `${boot(0)}, Kickstart_Sent 40, Repository_Sent 60, Packages_Started 100`;
const kickstartSeen = `${bootSeen(0)}, Kickstart_Sent 40, Repository_Sent 60, Packages_Started 100`;

interface Row {
  what: string;
  steps: string;
  run: string;
  last: string[];
}

const rows: Row[] = [
  {
    what: 'the soft one passes: late',
    steps: `${boot(0)}, (time) 321`,
    run: `late from 0: ${bootSeen(0)}, Kickstart_Sent late 320`,
    last: ['late Kickstart_Sent, late'],
  },
  {
    what: 'the hard one passes: failed',
    steps: `${boot(0)}, (time) 321, (time) 7221`,
    run: `failed from 0: ${bootSeen(0)}, Kickstart_Sent! 7220`,
    last: ['failed Kickstart_Sent, failed'],
  },
  {
    what: 'both pass at once: first late, then failed',
    steps: `${boot(0)}, (time) 9000`,
    run: `failed from 0: ${bootSeen(0)}, Kickstart_Sent! 7220`,
    last: ['late Kickstart_Sent, late', 'failed Kickstart_Sent, failed'],
  },
  {
    what: 'the stage comes after all: healed, with its own time',
    steps: `${boot(0)}, (time) 9000, Kickstart_Sent 9100`,
    run: `installing from 0: ${bootSeen(0)}, Kickstart_Sent 9100`,
    last: ['reached Kickstart_Sent, installing'],
  },
  {
    what: 'a step before it comes after all: the installer goes on',
    steps: `${boot(0)}, (time) 9000, Stage2_Sent 9100`,
    run: `installing from 0: ${bootSeen(0)}, Stage2_Sent 9100`,
    last: ['reached Stage2_Sent, installing'],
  },
  {
    what: 'the healed run has its limits anew',
    steps: `${boot(0)}, (time) 9000, Kickstart_Sent 9100, (time) 9701`,
    run: `late from 0: ${bootSeen(0)}, Kickstart_Sent 9100, Repository_Sent late 9700`,
    last: ['late Repository_Sent, late'],
  },
  {
    what: 'chatter inside a stage resets neither',
    steps: `${kickstart}, ${Array.from({ length: 70 }, (_, i) => `Packages_Started ${200 + i * 50}`).join(', ')}, (time) 3701`,
    run: `late from 0: ${kickstartSeen}, Reboot_Okay late 3700`,
    last: ['late Reboot_Okay, late'],
  },
  {
    what: 'an optional step without limits resets neither',
    steps: `${kickstart}, Packages_Installed 3000, Post_Script 3600, (time) 3701, (time) 7301`,
    run: `failed from 0: ${kickstartSeen}, Packages_Installed 3000, Post_Script 3600, Reboot_Okay! 7300`,
    last: ['failed Reboot_Okay, failed'],
  },
  {
    what: 'a held run has none',
    steps: `${boot(0)}, Install_Wait 30, (time) 90000`,
    run: `waiting from 0: ${bootSeen(0)}, Install_Wait 30`,
    last: [],
  },
];

describe('of a kickstart install', () => {
  it.each(rows)('$what', ({ steps, run, last }) => {
    const played = playTrack(steps, { workflow: 'rhel' });
    expect(played.runs).toEqual([run]);
    expect(played.last).toEqual(last);
  });

  it('the failure says how long it took, and since which stage', () => {
    const { all } = playTrack(`${boot(0)}, (time) 9000`, { workflow: 'rhel' });
    expect(all.at(-1)).toMatchObject({
      success: false,
      message: 'has not come within 2 h of Initrd_RRQ: the install is given up',
      observedAtMs: zeroMs + 7_220_000,
    });
  });
});

const at = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : (ms - zeroMs) / 1000);

describe('changed under a run that is under way', () => {
  const rhel = workflowCalled('rhel');
  const changed = (change: object): Workflow =>
    parseWorkflow({ name: 'rhel', extends: 'rhel', stages: [{ name: 'Initrd_RRQ', ...change }] }, new Map([['rhel', rhel]]));

  it.each([
    ['longer', '(time) 100', { limitSeconds: 400 }, ['installing', 420, 7220]],
    ['shorter', '(time) 100', { limitSeconds: 200 }, ['installing', 220, 7220]],
    ['none: that of the stage before', '(time) 70', { limitSeconds: null, failAfterSeconds: null }, ['installing', 80, 7220]],
    ['longer for a late one: no longer late', '(time) 400', { limitSeconds: 1000 }, ['installing', 1020, 7220]],
    ['shorter for a late one: late still', '(time) 400', { limitSeconds: 100 }, ['late', null, 7220]],
    ['another hard one for a late one', '(time) 400', { failAfterSeconds: 1000 }, ['late', null, 1020]],
    ['a failed one stays', '(time) 9000', { limitSeconds: 1000 }, ['failed', null, null]],
    ['a held one stays', 'Install_Wait 30', { limitSeconds: 1000 }, ['waiting', null, null]],
  ])('%s', (_, step, change, expected) => {
    const run = playTrack(`${boot(0)}, ${step}`, { workflow: 'rhel' }).track.open;
    if (!run) throw new Error('no run is open');
    run.moveTo(changed(change));
    const { deadlineMs, failsMs } = run.snapshot.context;
    expect([run.status, at(deadlineMs), at(failsMs)]).toEqual(expected);
  });
});
