// The table and the grid share the selected backend.
import { expect, test } from 'vitest';
import { lastSelected, rememberSelected } from '../../../web/fleet/last-selected.ts';

test('none at first, then the last one', () => {
  expect(lastSelected()).toBeNull();
  rememberSelected('n1');
  rememberSelected('n2');
  expect(lastSelected()).toBe('n2');
});
