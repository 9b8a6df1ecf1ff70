import { expect, it } from 'vitest';
import { lastWords, nextStage, presentStage, sinceMs, troubleOf } from '../../../state-machines/run/present.ts';
import { boot, playTrack, zeroMs } from '../track/play-track.ts';

/** What is to be said of the newest run after these steps. */
function factsAfter(steps: string) {
  const run = playTrack(steps, { workflow: 'rhel' }).track.runs.at(-1);
  if (!run) throw new Error('there is no run');
  return [run.status, presentStage(run)?.name, nextStage(run)?.name, troubleOf(run)?.stage.name, (sinceMs(run) - zeroMs) / 1000];
}

it.each([
  ['under way', boot(0), ['installing', 'Initrd_RRQ', 'Kickstart_Sent', undefined, 20]],
  ['late', `${boot(0)}, (time) 400`, ['late', 'Initrd_RRQ', 'Kickstart_Sent', 'Kickstart_Sent', 320]],
  ['failed', `${boot(0)}, Kickstart_Sent! 30`, ['failed', 'Kickstart_Sent', 'Kickstart_Sent', 'Kickstart_Sent', 30]],
  ['waiting', `${boot(0)}, Install_Wait 30`, ['waiting', 'Initrd_RRQ', 'Kickstart_Sent', 'Install_Wait', 30]],
  [
    'stalled, flagged as an error',
    `${boot(0)}, Installation_Stalled! 30`,
    ['stalled', 'Initrd_RRQ', 'Kickstart_Sent', 'Installation_Stalled', 30],
  ],
])('%s', (_, steps, facts) => {
  expect(factsAfter(steps)).toEqual(facts);
});

const wordsAfter = (steps: string) => playTrack(steps, { workflow: 'rhel' }).track.runs.map(lastWords);

it('the last words of an installer are over once the machine is installed', () => {
  expect(wordsAfter(`${boot(0)}, "formatting" 30`)).toEqual(['formatting']);
  expect(wordsAfter(`${boot(0)}, "formatting" 30, Kickstart_Sent 31, Rebooting_HDD 40, Reboot_Okay 50`)).toEqual([null]);
});
