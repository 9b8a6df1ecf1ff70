import { expect, it } from 'vitest';
import { lastCommand, readClocks, readVolumes } from '../../../../../server/inputs/starlingx/cli/prompt.ts';

it.each([
  ['~(keystone_admin)]$ dcmanager sw-deploy-strategy create', { type: 'sw-deploy', verb: 'create' }],
  ['$ dcmanager fw-update-strategy show', { type: 'firmware', verb: 'show' }],
  ['$ dcmanager kube-rootca-update-strategy apply', { type: 'kube-rootca-update', verb: 'apply' }],
  ['$ dcmanager subcloud list', { type: null, verb: 'list' }],
  ['$ dcmanager prestage-strategy create --for-sw-deploy\n$ dcmanager prestage-strategy apply', { type: 'prestage', verb: 'apply' }],
  ['$ system host-list', undefined],
  ['', undefined],
])('%j', (text, expected) => {
  expect(lastCommand(text)).toEqual(expected);
});

it.each([
  ['/dev/sda1 ext4 29G 6.9G 21G 26% /opt/platform-backup', [{ device: '/dev/sda1', type: 'ext4', size: '29G', gib: 29 }]],
  [
    '/dev/mapper/cgts--vg-backup xfs 1.5T 1G 1T 1% /opt/platform-backup',
    [{ device: '/dev/mapper/cgts--vg-backup', type: 'xfs', size: '1.5T', gib: 1536 }],
  ],
  ['/dev/sda1 ext4 512M 1M 500M 1% /opt/platform-backup', [{ device: '/dev/sda1', type: 'ext4', size: '512M', gib: 0.5 }]],
  ['/dev/sda2 ext4 29G 6.9G 21G 26% /opt/other', []],
  ['Filesystem Type Size Used Avail Use% Mounted on', []],
])('df: %j', (text, expected) => {
  expect(readVolumes(text)).toEqual(expected);
});

it.each([
  ['Every 30.0s: dcmanager strategy-step list          controller-0: Wed Nov  6 12:58:01 2024', ['2024-11-06T12:58:01.000Z']],
  ['Wed Nov  6 12:58:01 UTC 2024', ['2024-11-06T12:58:01.000Z']],
  ['2024-11-06T12:58:01Z', ['2024-11-06T12:58:01.000Z']],
  ['2024-11-06T12:58:01+00:00 and Sat Nov 21 01:00:00 UTC 2026', ['2024-11-06T12:58:01.000Z', '2026-11-21T01:00:00.000Z']],
  ['Wed Nov 31 12:58:01 UTC', []],
  ['2024-11-06T12:58:01+02:00', []],
  ['Wed Foo 16 12:58:01 UTC 2024', []],
])('the clock in %j', (text, expected) => {
  expect(readClocks(text).map((atMs) => new Date(atMs).toISOString())).toEqual(expected);
});
