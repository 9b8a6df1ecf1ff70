import { expect, it } from 'vitest';
import { UnknownNames } from '../../../../server/core/dispatch/unknown-names.ts';

it('counts all, says which are new, and keeps the first hundred', () => {
  const unknown = new UnknownNames();
  expect([unknown.add('a'), unknown.add('a'), unknown.add('b')]).toEqual([true, false, true]);
  for (let n = 0; n < 200; n++) unknown.add(`name-${n}`);
  expect([unknown.count, unknown.names.size, unknown.add('late')]).toEqual([203, 100, false]);
});
