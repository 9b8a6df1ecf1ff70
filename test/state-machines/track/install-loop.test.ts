import { describe, expect, it } from 'vitest';
import { boot, images, playTrack } from './play-track.ts';

const install = (second: number): string =>
  `${boot(second)}, ${images(second + 30)}, Profile_XML_Sent ${second + 31}, Set_Bootaction_OS ${second + 44}`;
const findings = (steps: string): (string | null)[] =>
  playTrack(steps).all.flatMap(({ kind, message }) => (kind === 'finding' ? [message?.replace(/^install-loop: /, '') ?? null] : []));

describe('an install loop', () => {
  it.for([
    ['is none of one install', install(0), []],
    [
      'is told at its second round when the first had handed over',
      `${install(0)}, ${install(100)}`,
      ['round 2: it boots its installer again, though the install before had handed over to its disk'],
    ],
    ['is none of one that was begun anew in its middle, which may be a wish', `${boot(0)}, ${boot(100)}`, []],
    [
      'is told at the third start of one that never gets on',
      `${boot(0)}, ${boot(100)}, ${boot(200)}`,
      ['round 3: it boots its installer again and again, and never gets beyond ramdisk request'],
    ],
    ['is none of an install that ended well, and another one', `${install(0)}, Rebooting_HDD 70, Reboot_Okay 90, ${install(1000)}`, []],
    ['is none of a boot from disk between', `${install(0)}, Rebooting_HDD 70, Reboot_Okay 90, ${boot(200)}, ${boot(300)}`, []],
  ] as const)('%s', ([, steps, told]) => {
    expect(findings(steps)).toEqual(told);
  });
});
