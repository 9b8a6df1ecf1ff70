// The copy button: what a screen reader hears, before and after.
import { expect, test } from 'vitest';
import { CopyButton } from '../../../web/ui/copy-button.tsx';
import { drawn, elements } from '../drawn.tsx';

test('says what it copies, and announces the result', () => {
  const html = drawn(<CopyButton text="500 571" label="Copy line messages:21" />);
  expect(elements(html, 'button')).toMatchObject([
    { text: 'copy', attributes: { 'aria-label': 'Copy line messages:21', title: 'Copy line messages:21' } },
  ]);
  expect(html).toContain('<span aria-live="polite">copy</span>');
});
