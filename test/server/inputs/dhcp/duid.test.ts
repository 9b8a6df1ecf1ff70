import { expect, it } from 'vitest';
import { macOfDuid } from '../../../../server/inputs/dhcp/duid.ts';

it.each([
  ['00:03:00:01:52:54:00:cc:00:01', '52:54:00:cc:00:01'],
  ['00:03:00:01:52:54:00:CC:00:01', '52:54:00:cc:00:01'],
  ['00:01:00:01:32:93:ab:f1:52:54:00:cc:00:02', '52:54:00:cc:00:02'],
])('%s holds the MAC %s', (duid, mac) => {
  expect(macOfDuid(duid)).toBe(mac);
});

it.each([
  ['another network than Ethernet', '00:03:00:06:52:54:00:cc:00:01'],
  ['a number of its vendor', '00:02:00:00:ab:11:52:54:00:cc:00:01'],
  ['a UUID', '00:04:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00'],
  ['a byte too many', '00:03:00:01:52:54:00:cc:00:01:02'],
  ['a byte too few', '00:01:00:01:32:93:ab:52:54:00:cc:00:02'],
  ['no DUID', 'backend-0-0'],
  ['nothing', ''],
])('%s holds none: %s', (_, duid) => {
  expect(macOfDuid(duid)).toBeUndefined();
});
