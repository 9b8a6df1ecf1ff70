import { expect, it } from 'vitest';
import { placeOfPort, portSettings } from '../../../../server/inputs/network/port-settings.ts';

const schema = portSettings('fai', 4711);

it.each([
  [{ type: 'fai' }, { type: 'fai', host: '0.0.0.0', port: 4711 }],
  [
    { type: 'fai', host: '::1', port: 0, name: 'monitor' },
    { type: 'fai', host: '::1', port: 0, name: 'monitor' },
  ],
  [
    { type: 'fai', port: 65_535 },
    { type: 'fai', host: '0.0.0.0', port: 65_535 },
  ],
])('%j', (settings, expected) => {
  expect(schema.parse(settings)).toEqual(expected);
});

it.each([
  {},
  { type: 'other' },
  { type: 'fai', port: -1 },
  { type: 'fai', port: 65_536 },
  { type: 'fai', port: 1.5 },
  { type: 'fai', port: '514' },
  { type: 'fai', host: 5 },
  { type: 'fai', name: 5 },
  { type: 'fai', prot: 514 },
])('refused: %j', (settings) => {
  expect(schema.safeParse(settings).success).toBe(false);
});

it('where it listens, in a few words', () => {
  expect(placeOfPort('TCP', { host: '0.0.0.0', port: 514 })).toBe('TCP 0.0.0.0:514');
  expect(placeOfPort('UDP', { host: '10.1.1.1', port: 5000 })).toBe('UDP 10.1.1.1:5000');
});
