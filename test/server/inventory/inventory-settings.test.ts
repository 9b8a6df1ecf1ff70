import { expect, it } from 'vitest';
import { inventorySettingsSchema, isStated, withAbsolutePlaces } from '../../../server/inventory/inventory-settings.ts';

const schema = inventorySettingsSchema(['file', 'csv', 'dhcpd', 'ethers']);

it.each([
  [undefined, false],
  [{}, false],
  [{ dhcpd: false, csv: undefined }, false],
  [{ dhcpd: true }, true],
  [{ csv: 'machines.csv' }, true],
])('%j names a provider: %s', (settings, expected) => {
  expect(isStated(settings)).toBe(expected);
});

it('its paths are made absolute, and nothing else', () => {
  const settings = { file: 'a.yaml', csv: ['b.csv', 'c.csv'], dhcpd: true, kea: false };
  expect(withAbsolutePlaces(settings, (path) => `/etc/${path}`)).toEqual({
    file: '/etc/a.yaml',
    csv: ['/etc/b.csv', '/etc/c.csv'],
    dhcpd: true,
    kea: false,
  });
});

it.each([{}, { file: 'a.yaml' }, { csv: ['a', 'b'], dhcpd: true, ethers: false }])('%j is understood', (settings) => {
  expect(schema.parse(settings)).toEqual(settings);
});

it.each([{ file: '' }, { csv: [] }, { unheard_of: true }, { dhcpd: 7 }, 'a.yaml'])('%j is refused', (settings) => {
  expect(schema.safeParse(settings).success).toBe(false);
});
