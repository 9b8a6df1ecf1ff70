import { expect, it } from 'vitest';
import { macInIdentifier, readHardwareAddress } from '../../../server/inventory/hardware-address.ts';

it.each([
  ['52:54:00:AA:00:10', '52:54:00:aa:00:10'],
  ['52-54-00-aa-00-10', '52:54:00:aa:00:10'],
  ['5254.00aa.0010', '52:54:00:aa:00:10'],
  ['525400aa0010', '52:54:00:aa:00:10'],
  ['0:1:2:3:4:a', '00:01:02:03:04:0a'],
  [' 52:54:00:aa:00:10\n', '52:54:00:aa:00:10'],
])('%j is %s', (text, mac) => {
  expect(readHardwareAddress(text)).toBe(mac);
});

it.each(['', '52:54:00:aa:00', '52:54:00:aa:00:10:11', '52:54:00:aa:00:1g', '525400aa001', '52:54:00:aa:00:100', 'backend-0-0'])(
  '%j is none',
  (text) => {
    expect(readHardwareAddress(text)).toBeUndefined();
  },
);

it.each([
  ['a client identifier', '01:52:54:00:aa:00:10'],
  ['a client identifier in one', '01525400aa0010'],
  ['with 0x', '0x01525400aa0010'],
  ['a DUID of a link-layer address', '00:03:00:01:52:54:00:aa:00:10'],
  ['a DUID with its time', '00:01:00:01:32:93:ab:f1:52:54:00:aa:00:10'],
  ['a DUID with short octets', '0:3:0:1:52:54:0:aa:0:10'],
])('%s holds the MAC', (_, text) => {
  expect(macInIdentifier(text)).toBe('52:54:00:aa:00:10');
});

it.each([
  ['another hardware type', '06:52:54:00:aa:00:10'],
  ['a DUID of a vendor', '00:02:00:00:ab:11:52:54:00:aa:00:10'],
  ['a word', 'backend-0-0'],
  ['nothing', ''],
])('%s holds none', (_, text) => {
  expect(macInIdentifier(text)).toBeUndefined();
});
