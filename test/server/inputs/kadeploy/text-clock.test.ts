import { expect, it } from 'vitest';
import { KadeployClock } from '../../../../server/inputs/kadeploy/text-clock.ts';

it('a stamp is the time, and is taken off the text', () => {
  const clock = new KadeployClock(0);
  expect(clock.read('1389347228.12345|[c1.2]    ~ Time in wait_reboot: 33s', 0)).toBe('[c1.2]    ~ Time in wait_reboot: 33s');
  expect(clock.nowMs).toBe(1_389_347_228_123);
});

it.each(['12345.12345|x', '1389347228|x', '1389347228.123|x', 'D-9a87|root -> x'])('%j has no stamp', (line) => {
  const clock = new KadeployClock(7);
  expect(clock.read(line, 0)).toBe(line);
  expect(clock.nowMs).toBe(7);
});

it('without a stamp it is as late as the line came, and never goes back', () => {
  const clock = new KadeployClock(0);
  clock.read('a', 5_000);
  clock.read('b', 4_000);
  expect(clock.nowMs).toBe(5_000);
  clock.read('1389347228.00000|c', 6_000);
  clock.read('the second line of c', 0);
  expect(clock.nowMs).toBe(1_389_347_228_000);
});

it('the durations of a text count where nothing better is known', () => {
  const clock = new KadeployClock(1_000);
  clock.read('Performing a Deploy[BootNewEnvKexec] step', 0);
  clock.reach(1_000, 63);
  clock.reach(1_000, 60);
  clock.reach(1_000, null);
  expect(clock.nowMs).toBe(64_000);
});

it('they do not count beside stamps, the time of coming, or a time that was set', () => {
  const [stamped, followed, set] = [new KadeployClock(0), new KadeployClock(0), new KadeployClock(0)];
  stamped.read('1389347228.00000|x', 0);
  followed.read('x', 5_000);
  set.set(9_000);
  for (const clock of [stamped, followed, set]) clock.reach(clock.nowMs, 60);
  expect([stamped.nowMs, followed.nowMs, set.nowMs]).toEqual([1_389_347_228_000, 5_000, 9_000]);
});
