import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../server/inputs/hostos/manifest.ts';
import { judgeManifest } from '../../../../server/inputs/hostos/plan.ts';
import { sample } from './sample-manifest.ts';

const without = (bundle: string): string => sample.replace(new RegExp(`hostos-${bundle}-release: \\{[^}]*\\}`), '');
const brokenBy = (text: string): string[] =>
  judgeManifest(readManifest(text)).flatMap(({ name, status, text: found, remedy }) =>
    status === 'ok' ? [] : [`${name}: ${found} -> ${remedy ? 'remedy' : 'none'}`],
  );

it('the sample of the documents keeps every rule', () => {
  expect(judgeManifest(readManifest(sample)).map(({ name, status }) => `${name} ${status}`)).toEqual([
    'every-bundle ok',
    'same-config ok',
    'same-major ok',
    'forced-reboot ok',
  ]);
});

describe('before anything starts it is told of', () => {
  it.each(['config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw', 'post-config', 'kernel-patch'])(
    'a fresh install without %s',
    (bundle) => {
      expect(brokenBy(without(bundle))).toEqual([`every-bundle: a fresh install without ${bundle} -> remedy`]);
    },
  );

  it.for([
    ['an upgrade of single bundles, which is none', without('boot'), []],
    [
      'forcereboot: no',
      sample.replace('forcereboot: yes', 'forcereboot: no'),
      ['forced-reboot: forcereboot is no: the boot release does not reboot the machines -> remedy'],
    ],
    [
      'forcereboot left out',
      sample.replace('forcereboot: yes', ''),
      ['forced-reboot: forcereboot is not set: the boot release does not reboot the machines -> remedy'],
    ],
    [
      'config and post-config with different tags',
      sample.replace('3.5.79-20220716T084253Z_0ffa960', '3.5.80'),
      ['same-config: config has the tag 3.5.80, but post-config has 3.5.79-20220716T084253Z_0ffa960 -> remedy'],
    ],
    [
      'bundles of several major versions',
      without('boot').replace('3.4.83', '5.4.83'),
      ['same-major: config 3.x, nextgen-os-sw 3.x, base-os-sw 5.x, base-net-sw 3.x, post-config 3.x, kernel-patch 3.x -> remedy'],
    ],
    [
      'a name that is no bundle',
      sample.replace('hostos-kernel-patch-release', 'hostos-kernal-patch-release'),
      ['every-bundle: a fresh install without kernel-patch -> remedy', 'known-bundles: not tracked: hostos-kernal-patch-release -> remedy'],
    ],
  ] as const)('%s', ([, text, expected]) => {
    expect(brokenBy(text)).toEqual(expected);
  });
});
