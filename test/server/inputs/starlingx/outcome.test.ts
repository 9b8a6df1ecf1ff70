import { expect, it } from 'vitest';
import { outcomeOf } from '../../../../server/inputs/starlingx/outcome.ts';
import { subcloudOf } from './looks.ts';

const synced = (endpoint_type: string, sync_status = 'in-sync') => ({ endpoint_sync_status: [{ endpoint_type, sync_status }] });

it.each([
  ['sw-deploy', synced('software'), 'complete', 'the strategy was deleted, and its software is in-sync'],
  ['kubernetes', synced('kubernetes'), 'complete', 'the strategy was deleted, and its kubernetes is in-sync'],
  ['patch', synced('patching'), 'complete', 'the strategy was deleted, and its patching is in-sync'],
  ['upgrade', synced('load'), 'complete', 'the strategy was deleted, and its load is in-sync'],
  ['prestage', { 'prestage-status': 'complete' }, 'complete', 'the strategy was deleted, and its prestage is complete'],
  ['prestage', { 'prestage-status': 'failed' }, 'failed', 'the strategy was deleted, and its prestage has failed'],
  [
    'sw-deploy',
    { 'deploy-status': 'sw-deploy-apply-strategy-failed', 'error-description': 'no space' },
    'failed',
    'the strategy was deleted, and the subcloud is sw-deploy-apply-strategy-failed: no space',
  ],
])('%s, %j: %s', (type, more, state, details) => {
  expect(outcomeOf(type, subcloudOf('subcloud-1', more))).toEqual({ state, details });
});

it.each([
  ['sw-deploy', synced('software', 'out-of-sync')],
  ['sw-deploy', synced('kubernetes')],
  ['brand-new', synced('software')],
  ['prestage', { 'prestage-status': null }],
  ['prestage', { 'prestage-status': 'prestaging-images' }],
])('%s, %j: nothing tells', (type, more) => {
  expect(outcomeOf(type, subcloudOf('subcloud-1', more))).toBeUndefined();
});
