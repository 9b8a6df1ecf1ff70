// The rack of a machine, from its name.
import { expect, test } from 'vitest';
import { rackOf } from '../../../web/grid/rack-of.ts';

test.each([
  ['backend-3-17', 'backend-3'],
  ['node07.cluster', 'node'],
  ['login_2', 'login'],
  ['c1n12b', 'c1n'],
  ['10.1.1.7', '10.1.1'],
  ['52:54:00:aa:00:10', null],
  ['frontend', null],
  ['17', null],
])('%s: %s', (name, rack) => {
  expect(rackOf(name)).toBe(rack);
});
