import { expect, it } from 'vitest';
import { jsonMistakeAt } from '../../../server/settings/json-mistake.ts';

// The mark stands where the mistake is.
it.each([
  '{ "a": ^}',
  '{ "a": 1, ^}',
  '{ "a" ^1 }',
  '{ ^a: 1 }',
  '[1, 2 ^3]',
  '[1, ^]',
  '[{ "a": [true, null, -1.5e3, "x\\"y"] }^}',
  '{} ^{}',
  '[1, 2^',
  '^',
  '{ "a": ^"b\n" }',
  '[] ^,',
])('in %j', (marked) => {
  const text = marked.replace('^', '');
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(jsonMistakeAt(text)).toBe(marked.indexOf('^'));
});
