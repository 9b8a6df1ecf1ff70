// The warnings of the service, before the server has answered.
import { expect, test } from 'vitest';
import { Warnings } from '../../../web/sources/warnings.tsx';
import { words } from '../drawn.tsx';

test('a title, and no claim that there are none', () => {
  expect(words(<Warnings />)).toBe('Service warnings');
});
