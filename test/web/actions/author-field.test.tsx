// The name of whoever acts: asked for once, then shown with a way to change it.
import { expect, test } from 'vitest';
import { AuthorField } from '../../../web/actions/author-field.tsx';
import { buttons, drawn, elements, words } from '../drawn.tsx';

const field = (known: string) => <AuthorField author={known} known={known} onChange={() => {}} />;

test('unknown: a required field, and what becomes of the name', () => {
  expect(words(field(''))).toBe('Your name shown next to your actions; stored in this browser');
  expect(elements(drawn(field('')), 'input')[0]?.attributes).toMatchObject({
    required: '',
    'data-begin': 'true',
    autoComplete: 'username',
  });
});

test('known: the name, and a button to change it', () => {
  expect(words(field('anna'))).toBe('as anna Change name');
  expect(buttons(drawn(field('anna')))).toEqual(['Change name']);
  expect(drawn(field('anna'))).not.toContain('<input');
});
