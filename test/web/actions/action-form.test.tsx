// The form of an action.
import * as Radix from '@radix-ui/react-dialog';
import { expect, test } from 'vitest';
import { ActionForm } from '../../../web/actions/action-form.tsx';
import { actionWords, type ActionName } from '../../../web/actions/action-words.ts';
import { buttons, drawn, elements, words } from '../drawn.tsx';

const form = (action: ActionName) => (
  <Radix.Root>
    <ActionForm action={action} backends={['n1']} onAnswer={() => {}} />
  </Radix.Root>
);

test.each(Object.keys(actionWords) as ActionName[])('%s: asks for the name, a note, and offers to cancel', (action) => {
  expect(words(form(action))).toMatch(/Your name .* Note optional Cancel/);
  expect(buttons(drawn(form(action)))).toEqual(['Cancel', actionWords[action].doIt]);
});

test.each([
  ['mute', 4],
  ['extend', 3],
  ['close', 2],
  ['acknowledge', 0],
] as const)('%s: %s choices, the first one chosen', (action, count) => {
  const radios = elements(drawn(form(action)), 'input').filter(({ attributes }) => attributes['type'] === 'radio');
  expect(radios.map(({ attributes }) => 'checked' in attributes)).toEqual(Array.from({ length: count }, (_, i) => i === 0));
});

test('a note has at most the length that the server takes', () => {
  expect(elements(drawn(form('acknowledge')), 'input').at(-1)?.attributes['maxLength']).toBe('500');
});
