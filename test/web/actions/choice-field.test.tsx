// A choice between a few options.
import { expect, test } from 'vitest';
import { actionWords } from '../../../web/actions/action-words.ts';
import { ChoiceField } from '../../../web/actions/choice-field.tsx';
import { drawn, elements, words } from '../drawn.tsx';

const { title, list } = actionWords.mute.choices ?? { title: '', list: [{ label: '', adds: {} }] };
const field = <ChoiceField title={title} choices={list} chosen={list[0]} onChoose={() => {}} />;

test('all options are visible under their title', () => {
  expect(words(field)).toBe('For how long 30 min 2 h 8 h until I end it');
});

test('exactly one is chosen, in one group', () => {
  const inputs = elements(drawn(field), 'input').map(({ attributes }) => attributes);
  expect(inputs.map(({ type }) => type)).toEqual(list.map(() => 'radio'));
  expect(inputs.map((input) => 'checked' in input)).toEqual([true, false, false, false]);
  expect(new Set(inputs.map(({ name }) => name)).size).toBe(1);
});
