import { describe, expect, it } from 'vitest';
import { prerequisitesOf, type KnownFacts } from '../../../../server/inputs/starlingx/prerequisites.ts';
import { stepOf, strategyOf, subcloudOf } from './looks.ts';

const names = ['subcloud-1', 'subcloud-2'];
const facts: KnownFacts = {
  strategy: strategyOf(),
  steps: names.map((name) => stepOf(name, 'initial')),
  subclouds: names.map((name) => subcloudOf(name)),
};
const alarmsOf = (critical: number) => names.map((name) => ({ region: `region-${name}`, critical, major: 0, minor: 0, warnings: 3 }));
const managed = 'subclouds managed and online';
const alarms = 'no management-affecting alarms';
const hosts = 'hosts unlocked, enabled and available';
const software = 'software_sync_status known';
const prestaged = 'prestaged';
const volume = '/opt/platform-backup: 30 GiB, ext4';
const other = 'no other strategy';

function textOf(name: string, more: Partial<KnownFacts>): string {
  const { status, text } = prerequisitesOf({ ...facts, ...more }).find((one) => one.name === name) ?? {};
  return `${status}: ${text}`;
}

const namesOf = (type: string): string[] => prerequisitesOf({ ...facts, strategy: strategyOf({ type }) }).map(({ name }) => name);

it('a software deployment has all of them, any other strategy those that are everybody’s', () => {
  expect(namesOf('sw-deploy')).toEqual([managed, alarms, hosts, software, prestaged, volume, other]);
  expect(namesOf('kubernetes')).toEqual([managed, alarms, hosts, other]);
});

it('what is not well has its remedy', () => {
  for (const { status, remedy } of prerequisitesOf(facts)) expect(remedy === null).toBe(status === 'ok');
});

it.each<[string, string, Partial<KnownFacts>]>([
  [managed, 'ok: 2 of 2', {}],
  [managed, 'unknown: known for 1 of 2', { subclouds: [subcloudOf('subcloud-1')] }],
  [managed, 'unknown: known for 0 of 0', { subclouds: [], steps: [] }],
  [
    managed,
    'broken: subcloud-2 is unmanaged and unknown',
    { subclouds: [subcloudOf('subcloud-1'), subcloudOf('subcloud-2', { 'management-state': 'unmanaged', 'availability-status': null })] },
  ],
  [managed, 'ok: 2 of 2', { subclouds: [...facts.subclouds, subcloudOf('another', { 'availability-status': 'offline' })] }],

  [alarms, 'unknown: not known for every subcloud', {}],
  [alarms, 'ok: no alarms', { alarms: alarmsOf(0) }],
  [alarms, 'unknown: not known for every subcloud', { alarms: alarmsOf(-1) }],
  [
    alarms,
    'unknown: region-subcloud-1: 1 critical, 0 major, 0 minor, region-subcloud-2: 1 critical, 0 major, 0 minor; dcmanager does not report which affect management',
    { alarms: alarmsOf(1) },
  ],
  [alarms, 'ok: no alarms', { alarmList: [], alarms: alarmsOf(1) }],
  [alarms, 'ok: none of 1 affects management', { alarmList: [{ id: '100.103', affecting: false }] }],
  [alarms, 'broken: alarm 200.001', { alarmList: [{ id: '200.001', affecting: true }] }],

  [hosts, 'unknown: dcmanager does not report the hosts of its subclouds', {}],
  [
    hosts,
    'ok: 1 of 1',
    { hosts: [{ name: 'controller-0', administrative: 'unlocked', operational: 'enabled', availability: 'available' }] },
  ],
  [
    hosts,
    'broken: controller-0 is locked, disabled, online',
    { hosts: [{ name: 'controller-0', administrative: 'locked', operational: 'disabled', availability: 'online' }] },
  ],

  [software, 'ok: out-of-sync: subcloud-1, subcloud-2', {}],
  [software, 'unknown: known for 0 of 2', { subclouds: names.map((name) => subcloudOf(name, { endpoint_sync_status: [] })) }],

  [prestaged, 'ok: 2 of 2', {}],
  [prestaged, 'ok: the strategy prestages', { strategy: strategyOf({ 'extra-args': { with_prestage: true } }), subclouds: [] }],
  [prestaged, 'unknown: known for 0 of 2', { subclouds: [] }],
  [prestaged, 'broken: subcloud-2: prestage failed', { subclouds: [subcloudOf('subcloud-2', { 'prestage-status': 'failed' })] }],
  [
    prestaged,
    'broken: subcloud-2 is not prestaged',
    {
      steps: [
        stepOf('subcloud-2', 'failed', {
          details: 'sw-deploy pre-check: Failed for subcloud subcloud-2: Release starlingx-10.0.1 is not prestaged.',
        }),
      ],
    },
  ],

  [volume, 'unknown: only the subcloud itself reports it', {}],
  [volume, 'ok: /dev/sda1 is ext4, 29G, as df shows 30 GiB', { volumes: [{ device: '/dev/sda1', type: 'ext4', size: '29G', gib: 29 }] }],
  [volume, 'broken: /dev/sda1 is ext4, 20G', { volumes: [{ device: '/dev/sda1', type: 'ext4', size: '20G', gib: 20 }] }],
  [volume, 'broken: /dev/sda1 is xfs, 100G', { volumes: [{ device: '/dev/sda1', type: 'xfs', size: '100G', gib: 100 }] }],

  [other, 'ok: dcmanager keeps one strategy at a time: this one', {}],
  [
    other,
    'broken: subcloud-2 has its own VIM strategy',
    { steps: [stepOf('subcloud-2', 'failed', { details: 'Subcloud has an existing kube-upgrade strategy.' })] },
  ],
])('%s: %s', (name, expected, more) => {
  expect(textOf(name, more)).toBe(expected);
});

describe('long lists', () => {
  it('are cut', () => {
    const many = Array.from({ length: 8 }, (_, i) => subcloudOf(`subcloud-${i}`, { 'availability-status': 'offline' }));
    expect(textOf(managed, { steps: [], subclouds: many })).toMatch(/subcloud-4 is managed and offline and 3 more$/);
  });
});
