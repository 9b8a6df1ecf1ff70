import { describe, expect, it } from 'vitest';
import { bundleOf, majorOf, readBundleLine, readDate } from '../../../../server/inputs/hostos/bundles.ts';

const zone = (localMs: number): number[] => [localMs];
const isoOf = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

describe('a line of release-bundles', () => {
  it.for([
    ['hostos-base-os-sw-release:2.1.1', 'base-os-sw', '2.1.1', null],
    ['hostos-base-os-sw-release 2.1.1', 'base-os-sw', '2.1.1', null],
    ['hostos-base-os-sw-release=2.1.1', 'base-os-sw', '2.1.1', null],
    ['base-os-sw: 3.4.83-20220708T144532Z_1b241f2', 'base-os-sw', '3.4.83-20220708T144532Z_1b241f2', null],
    ['2026-11-21 01:00:00 hostos_config_release:3.5.79', 'config', '3.5.79', '2026-11-21T01:00:00.000Z'],
    ['hostos-kernel-patch-release:3.1.10 2026-11-21T03:00:00+02:00', 'kernel-patch', '3.1.10', '2026-11-21T01:00:00.000Z'],
    ['[2026-11-21T01:00:00.5Z] "hostos-nextgen-os-sw-release": "3.1.96"', 'nextgen-os-sw', '3.1.96', '2026-11-21T01:00:00.000Z'],
  ] as const)('%s', ([text, bundle, version, at]) => {
    expect(readBundleLine(text, zone)).toEqual({ bundle, version, atMs: at === null ? null : Date.parse(at) });
  });

  it.each([
    '',
    '# bundles',
    'hostos-base-os-sw-release',
    'genesis-agent:2.1.1',
    'base-os-sw:two',
    '2026-13-41 99:00:00',
    'a'.repeat(2_000),
  ])('is none: %s', (text) => {
    expect(readBundleLine(text, zone)).toBeUndefined();
  });
});

it.each([
  ['hostos-base-os-sw-release', 'base-os-sw'],
  ['HostOS_kernel_patch_release', 'kernel-patch'],
  ['post-config', 'post-config'],
  ['hostos-release', undefined],
  ['genesis-agent', undefined],
])('%s is the bundle %s', (name, bundle) => {
  expect(bundleOf(name)).toBe(bundle);
});

it.each([
  ['at 2026-11-21 01:00:00', '2026-11-21T01:00:00.000Z'],
  ['2026-11-21T01:00:00.123456Z x', '2026-11-21T01:00:00.000Z'],
  ['2026-11-21 01:00:00 +0200', '2026-11-20T23:00:00.000Z'],
  ['2026-11-21T01:00:00-05:30', '2026-11-21T06:30:00.000Z'],
  ['2026-11-31 01:00:00', null],
  ['2026-11-21', null],
  ['x-2026-11-21 01:00:00', null],
])('the date in %j', (text, expected) => {
  expect(isoOf(readDate(text, zone))).toBe(expected);
});

it('a date without a zone is the node’s, and none where its clock jumped over it', () => {
  expect(isoOf(readDate('2026-11-21 01:00:00', (localMs) => [localMs + 3_600_000]))).toBe('2026-11-21T02:00:00.000Z');
  expect(readDate('2026-11-21 01:00:00', () => [])).toBeNull();
});

it.each([
  ['3.4.83-20220708T144532Z_1b241f2', '3'],
  ['10', '10'],
])('%s is of the major version %s', (version, major) => {
  expect(majorOf(version)).toBe(major);
});
