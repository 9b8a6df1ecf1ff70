// The state of the page in its URL.
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../web/address-query.ts';

test.each([
  '',
  '?view=grid',
  '?wall',
  '?status=failed,late&search=backend-0-%5B0-15%5D',
  '?workflow=sles-15&deployer=Kadeploy%203',
  '?sort=-time',
  '?view=events&kind=trouble,repeats',
  '?view=deployments&deployment=starlingx:1&member=failed',
  '?backend=n1&run=n1@20261121T010500Z&compare=a,b',
])('%j is written as it was read', (query) => {
  expect(writeAddress(readAddress(query)).replace('%40', '@')).toBe(query);
});

test.each([
  ['?view=nowhere', ''],
  ['?status=on-fire,late', '?status=late'],
  ['?sort=colour', ''],
  ['?status=late,failed', '?status=failed,late'],
  ['?deployment=x&member=failed', ''],
  ['?view=deployments&deployment=x&member=asleep', '?view=deployments&deployment=x'],
])('of %j only %j is understood', (query, written) => {
  expect(writeAddress(readAddress(query))).toBe(written);
});

test('the plain page: the table, by urgency, without filters', () => {
  expect(readAddress('')).toMatchObject({ view: 'table', wall: false, backend: null, statuses: [], sort: 'urgency', descending: false });
});
