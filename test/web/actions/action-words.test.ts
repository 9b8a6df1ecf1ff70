import { describe, expect, it } from 'vitest';
import { actionSchema } from '../../../state-machines/track/actions.ts';
import { actionWords, doneText, listNames, type ActionName } from '../../../web/actions/action-words.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `n${i}`);
const actions = Object.keys(actionWords) as ActionName[];
const choices = actions.flatMap((action) =>
  (actionWords[action].choices?.list ?? [{ label: '', adds: {} }]).map((choice) => ({ action, ...choice })),
);

it.each(choices)('the server knows $action $label', ({ action, adds }) => {
  expect(actionSchema.parse({ action, author: 'anna', ...adds })).toMatchObject({ action, author: 'anna', ...adds });
});

it('has words for every action of the server', () => {
  expect(actions.toSorted()).toEqual(actionSchema.options.map(({ shape }) => shape.action.value).toSorted());
});

describe('names', () => {
  it.each([
    [1, 'n0'],
    [2, '2 backends: n0, n1'],
    [8, '8 backends: n0, n1, n2, n3, n4, n5, n6, n7'],
    [12, '12 backends: n0, n1, n2, n3, n4, n5, n6, n7 and 4 more'],
  ])('%i', (count, expected) => expect(listNames(names(count))).toBe(expected));
});

it.each([
  [0, null],
  [1, 'n0 acknowledged'],
  [12, '12 backends acknowledged'],
])('what was done to %i', (count, expected) => expect(doneText('acknowledge', names(count))).toBe(expected));
