import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deploymentIdOf, isFresh, readManifest } from '../../../../server/inputs/hostos/manifest.ts';
import { sample } from './sample-manifest.ts';
import { storyFolder } from '../../../state-machines/track/replay-logs.ts';

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

  it('is one deployment, whatever the order of its sections', () => {
    expect(deploymentIdOf(readManifest(readFileSync(`${storyFolder('hostos-fresh')}/manifest.hjson`, 'utf8')))).toBe(
      deploymentIdOf(manifest),
    );
    expect(deploymentIdOf(readManifest(sample.replace('3.4.83', '3.4.84')))).not.toBe(deploymentIdOf(manifest));
  });
});

describe('what is no manifest', () => {
  it.for([
    ['no hjson', '{ components: {', /not valid Hjson/],
    ['another file', '{ a: 1 }', /components: /],
    [
      'a bundle without a tag',
      '{ components: { hostos: { packages: { hostos-boot-release: { forcereboot: "yes" } } } } }',
      /boot-release\.tag/,
    ],
    ['nested without end', `{ components: ${'['.repeat(100_000)}`, /not valid Hjson/],
    ['too large', `{ a: "${'x'.repeat(300_000)}" }`, /256 KiB/],
  ] as const)('%s is told', ([, text, why]) => {
    expect(() => readManifest(text)).toThrow(why);
  });
});
