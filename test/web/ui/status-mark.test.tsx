// A status is a glyph, a word and a colour; a screen reader hears the word only.
import { expect, test } from 'vitest';
import { StatusMark } from '../../../web/ui/status-mark.tsx';
import { drawn, elements, words } from '../drawn.tsx';

const mark = <StatusMark tone="late" glyph="◷" word="late" />;

test('glyph, word and colour', () => {
  expect(words(mark)).toBe('◷ late');
  expect(drawn(mark)).toContain('tone-late');
});

test('the glyph is hidden from screen readers', () => {
  const glyph = /<span class="status-glyph" aria-hidden="true">◷<\/span>/;
  expect(drawn(mark)).toMatch(glyph);
  expect(elements(drawn(mark).replace(glyph, ''), 'span').map(({ text }) => text)).toEqual(['late']);
});
