import { expect, it } from 'vitest';
import { Machine } from '../../../server/doctor/contract/machine.ts';
import { judgeInventory } from '../../../server/doctor/judge-inventory.ts';

const readingOf = (provider: string, ...mistakes: string[]) => ({
  provider,
  place: '/p',
  machines: undefined,
  mistakes,
  warnings: [],
  files: [],
});
const judge = (readings: ReturnType<typeof readingOf>[], warnings: string[] = [], root = '/image') =>
  judgeInventory({ readings, warnings, backends: undefined }, new Machine(root)).map(({ urgency, what }) => `${urgency}: ${what}`);

it('each that can’t be read is told, with its reason', () => {
  expect(judge([readingOf('dhcpd', '/etc/dhcp/dhcpd.conf:3: a } without a {'), readingOf('ethers')])).toEqual([
    'quiet: inventory dhcpd: /etc/dhcp/dhcpd.conf:3: a } without a {',
  ]);
});

it('a command of another root is not ours to run; of this machine it is', () => {
  expect(judge([readingOf('xcat', 'not run')])).toEqual(['hint: inventory xcat: not run']);
  expect(judge([readingOf('xcat', 'not run')], [], '/')).toEqual(['quiet: inventory xcat: not run']);
});

it.each([
  [[], []],
  [['a is b'], ['hint: inventories: a is b']],
  [['a is b', 'c is d', 'e is f'], ['hint: inventories: a is b, and 2 more']],
])('the contradictions %j', (warnings, expected) => {
  expect(judge([], warnings)).toEqual(expected);
});
