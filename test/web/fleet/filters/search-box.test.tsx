// The search box: its names for users and screen readers, and when it is invalid.
import { expect, test } from 'vitest';
import { SearchBox } from '../../../../web/fleet/filters/search-box.tsx';
import { drawn, elements } from '../../drawn.tsx';

const attributes = (value: string) => elements(drawn(<SearchBox value={value} />), 'input')[0]?.attributes;

test.each([
  ['', 'false'],
  ['backend-0', 'false'],
  ['n[1-3]', 'false'],
  ['n[1-3', 'true'],
])('%j is invalid: %s', (value, invalid) => {
  expect(attributes(value)).toMatchObject({ value, 'aria-invalid': invalid });
});

test('has a name, a hint and an example', () => {
  expect(attributes('')).toMatchObject({
    'aria-label': 'Search by host, IP, MAC or node set',
    placeholder: 'host, IP, MAC or n[0-15]   /',
    title: expect.stringContaining('backend-0-[0-15],login1') as string,
  });
});
