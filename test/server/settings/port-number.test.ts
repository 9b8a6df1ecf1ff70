import { expect, it } from 'vitest';
import { portNumber } from '../../../server/settings/port-number.ts';

it.each([
  [0, true],
  [4080, true],
  [65_535, true],
  [65_536, false],
  [-1, false],
  [80.5, false],
  ['80', false],
])('%j: %s', (value, isPort) => {
  expect(portNumber.safeParse(value).success).toBe(isPort);
});
