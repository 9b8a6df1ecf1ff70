import { describe, expect, it } from 'vitest';
import { bundles, type Bundle } from '../../../../server/inputs/hostos/bundles.ts';
import { readManifest, type Manifest } from '../../../../server/inputs/hostos/manifest.ts';
import {
  failingBundle,
  isComplete,
  isPlanned,
  nextOf,
  placeOf,
  wantedBy,
  type Operation,
} from '../../../../server/inputs/hostos/operation.ts';
import { sample } from './sample-manifest.ts';

const fresh: Operation = { id: 'd', workflow: 'hostos', planned: true, seen: [], failed: null, startedAtMs: 0, endedAtMs: null };
const upgrade: Operation = { ...fresh, workflow: 'hostos-upgrade' };
const plan = readManifest(sample);
const planOf = (...names: Bundle[]): Manifest => ({ ...plan, planned: names.map((bundle) => ({ bundle, tag: '3.1.1', artifrepo: null })) });
const software: Bundle[] = ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw'];

describe('what it is to have', () => {
  it.each<[string, Operation, Manifest | null, readonly Bundle[]]>([
    ['a fresh install: all, in their order', fresh, plan, bundles],
    ['a fresh install without a plan: all', { ...fresh, planned: false }, null, bundles],
    ['an upgrade: what is planned', upgrade, planOf('kernel-patch', 'base-os-sw'), ['base-os-sw', 'kernel-patch']],
    ['an upgrade with config: post-config can’t be seen', upgrade, planOf('config', 'post-config'), ['config']],
    ['an upgrade with post-config only', upgrade, planOf('post-config'), ['post-config']],
    ['an upgrade without a plan: what was seen', { ...upgrade, planned: false, seen: ['boot'] }, null, ['boot']],
  ])('%s', (_, operation, manifest, wanted) => {
    expect(wantedBy(operation, manifest)).toEqual(wanted);
  });
});

describe('the config release', () => {
  it.each<[string, Operation, string | null, Bundle]>([
    ['first', fresh, null, 'config'],
    ['a second time', { ...fresh, seen: ['config'] }, null, 'post-config'],
    ['behind nextgen-os-sw', { ...fresh, seen: ['nextgen-os-sw'] }, null, 'post-config'],
    ['behind the stage post-install', fresh, 'post-install', 'post-config'],
    ['of an upgrade behind post-install', upgrade, 'post-install', 'config'],
  ])('%s is %s', (_, operation, stage, place) => {
    expect(placeOf(operation, 'config', stage)).toBe(place);
    expect(placeOf(operation, 'boot', stage)).toBe('boot');
  });
});

it.each<[string, Operation, Manifest | null, boolean]>([
  ['a fresh install with its last bundle, though others were left out', { ...fresh, seen: ['kernel-patch'] }, plan, true],
  ['a fresh install without its last bundle', { ...fresh, seen: software }, plan, false],
  ['a fresh install that failed', { ...fresh, seen: ['kernel-patch'], failed: { bundle: 'config', text: 'x' } }, plan, false],
  ['an upgrade with all', { ...upgrade, seen: ['boot', 'config'] }, planOf('config', 'boot'), true],
  ['an upgrade with some', { ...upgrade, seen: ['kernel-patch'] }, planOf('kernel-patch', 'boot'), false],
  ['an upgrade of nothing', upgrade, planOf(), false],
])('%s: complete %s', (_, operation, manifest, expected) => {
  expect(isComplete(operation, manifest)).toBe(expected);
});

it('the next is the first that is not there', () => {
  expect(nextOf({ ...fresh, seen: ['boot', 'base-os-sw'] }, plan)).toBe('config');
  expect(nextOf({ ...fresh, seen: [...bundles] }, plan)).toBeUndefined();
  expect(nextOf(null, plan)).toBeUndefined();
});

it.each<[Operation, readonly [Bundle, ...Bundle[]], Bundle]>([
  [fresh, ['config', 'post-config'], 'config'],
  [{ ...fresh, seen: ['base-os-sw'] }, ['config', 'post-config'], 'post-config'],
  [{ ...upgrade, seen: ['config'] }, ['config', 'post-config'], 'post-config'],
  [{ ...fresh, seen: ['base-os-sw'] }, ['base-os-sw', 'base-net-sw'], 'base-net-sw'],
  [{ ...fresh, seen: ['boot'] }, ['boot'], 'boot'],
])('of %j, an error of one of %j is that of %s', (operation, of, expected) => {
  expect(failingBundle(operation, of)).toBe(expected);
});

it('is planned with its very version; config as post-config too', () => {
  expect(isPlanned(planOf('boot'), 'boot', '3.1.1')).toBe(true);
  expect(isPlanned(planOf('boot'), 'boot', '3.1.2')).toBe(false);
  expect(isPlanned(planOf('post-config'), 'config', '3.1.1')).toBe(true);
  expect(isPlanned(planOf('config'), 'post-config', '3.1.1')).toBe(false);
});
