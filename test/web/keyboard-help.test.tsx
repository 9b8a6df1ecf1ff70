// The button of the keyboard help; the dialog is tested in the browser.
import { expect, test } from 'vitest';
import { KeyboardHelp } from '../../web/keyboard-help.tsx';
import { drawn, elements } from './drawn.tsx';

test('a button that a screen reader can name, and no dialog at first', () => {
  const html = drawn(<KeyboardHelp />);
  expect(elements(html, 'button')).toMatchObject([{ text: '? Keyboard shortcuts', attributes: { title: 'Keyboard shortcuts (?)' } }]);
  expect(html).not.toContain('dialog');
});
