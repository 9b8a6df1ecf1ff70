import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deploymentIdOf, isFresh, readManifest } from '../../../../server/inputs/hostos/manifest.ts';
import { judgeManifest } from '../../../../server/inputs/hostos/plan.ts';
import { storyFolder } from '../../../state-machines/track/replay-logs.ts';

/** The sample of the documents, as they print it. */
const sample = `{
  components: {
    hostos: {
      packages: {
        hostos-boot-release: {
          tag: 3.0.6-20220602T124916Z_887ca13
          forcereboot: yes
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-config-release: {
          tag: 3.5.79-20220716T084253Z_0ffa960
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-nextgen-os-sw-release: {
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
          tag: 3.1.96-20220721T153534Z_de4442c
        }

        hostos-base-os-sw-release: {
          tag: 3.4.83-20220708T144532Z_1b241f2
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-base-net-sw-release: {
          tag: 3.8.16-20220722T190519Z_018cee7
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-post-config-release: {
          tag: 3.5.79-20220716T084253Z_0ffa960
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-kernel-patch-release: {
          tag: 3.1.10-20220622T070711Z_1412be2
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
      }
    }
  }
  mzone: mzone7204
}
`;
const without = (bundle: string): string => sample.replace(new RegExp(`hostos-${bundle}-release: \\{[^}]*\\}`), '');
const brokenBy = (text: string): string[] =>
  judgeManifest(readManifest(text)).flatMap(({ name, status, text: found, remedy }) =>
    status === 'ok' ? [] : [`${name}: ${found} -> ${remedy ? 'remedy' : 'none'}`],
  );

describe("the documents' sample", () => {
  const manifest = readManifest(sample);

  it('is read whole', () => {
    expect(manifest).toMatchObject({ mzone: 'mzone7204', forcereboot: true, others: [] });
    expect(manifest.planned.map(({ bundle }) => bundle)).toEqual([
      'boot',
      'config',
      'nextgen-os-sw',
      'base-os-sw',
      'base-net-sw',
      'post-config',
      'kernel-patch',
    ]);
    expect(manifest.planned[2]?.tag).toBe('3.1.96-20220721T153534Z_de4442c');
    expect(isFresh(manifest)).toBe(true);
  });

  it('keeps every rule', () => {
    expect(judgeManifest(manifest).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'every-bundle ok',
      'same-config ok',
      'same-major ok',
      'forced-reboot ok',
    ]);
  });

  it('is one deployment, whatever the order of its sections', () => {
    expect(deploymentIdOf(readManifest(readFileSync(`${storyFolder('hostos-fresh')}/manifest.hjson`, 'utf8')))).toBe(
      deploymentIdOf(manifest),
    );
    expect(deploymentIdOf(readManifest(sample.replace('3.4.83', '3.4.84')))).not.toBe(deploymentIdOf(manifest));
  });
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
      ['forced-reboot: forcereboot is no: the boot release reboots no machine -> remedy'],
    ],
    [
      'forcereboot left out',
      sample.replace('forcereboot: yes', ''),
      ['forced-reboot: forcereboot is left out: the boot release reboots no machine -> remedy'],
    ],
    [
      'config and post-config with different tags',
      sample.replace('3.5.79-20220716T084253Z_0ffa960', '3.5.80'),
      ['same-config: config has the tag 3.5.80, post-config 3.5.79-20220716T084253Z_0ffa960 -> remedy'],
    ],
    [
      'bundles of several major versions',
      without('boot').replace('3.4.83', '5.4.83'),
      ['same-major: config 3.x, nextgen-os-sw 3.x, base-os-sw 5.x, base-net-sw 3.x, post-config 3.x, kernel-patch 3.x -> remedy'],
    ],
    [
      'a name that is no bundle',
      sample.replace('hostos-kernel-patch-release', 'hostos-kernal-patch-release'),
      [
        'every-bundle: a fresh install without kernel-patch -> remedy',
        'known-bundles: not followed: hostos-kernal-patch-release -> remedy',
      ],
    ],
  ] as const)('%s', ([, text, expected]) => {
    expect(brokenBy(text)).toEqual(expected);
  });
});

describe('what is no manifest', () => {
  it.for([
    ['no hjson', '{ components: {', /no hjson/],
    ['another file', '{ a: 1 }', /components: /],
    [
      'a bundle without a tag',
      '{ components: { hostos: { packages: { hostos-boot-release: { forcereboot: "yes" } } } } }',
      /boot-release\.tag/,
    ],
    ['nested without end', `{ components: ${'['.repeat(100_000)}`, /no hjson/],
    ['too large', `{ a: "${'x'.repeat(300_000)}" }`, /256 KiB/],
  ] as const)('%s is told', ([, text, why]) => {
    expect(() => readManifest(text)).toThrow(why);
  });
});
