import { expect, it } from 'vitest';
import { limitMs, passLimits } from '../../../state-machines/run/pass-limits.ts';
import { boot, playTrack, zeroMs } from '../track/play-track.ts';

const runAfter = (steps: string) => {
  const run = playTrack(steps, { workflow: 'rhel' }).track.open;
  if (!run) throw new Error('no run is open');
  return run;
};

it('the first limit is next while a run installs, the second while it is late, and none while it waits', () => {
  expect((limitMs(runAfter(boot(0))) - zeroMs) / 1000).toBe(320);
  expect((limitMs(runAfter(`${boot(0)}, (time) 400`)) - zeroMs) / 1000).toBe(7220);
  expect(limitMs(runAfter(`${boot(0)}, Install_Wait 30`))).toBe(Infinity);
});

it('nothing passes before its time', () => {
  expect(passLimits(runAfter(boot(0)), zeroMs + 320_000)).toEqual([]);
});

it('both may pass at once: late, then failed, each at its own time', () => {
  const passed = passLimits(runAfter(boot(0)), zeroMs + 9_000_000);
  expect(passed.map(({ kind, observedAtMs }) => [kind, (observedAtMs - zeroMs) / 1000])).toEqual([
    ['late', 320],
    ['failed', 7220],
  ]);
});
