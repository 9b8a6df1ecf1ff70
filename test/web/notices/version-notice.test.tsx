// The notice of a different version.
import { expect, test } from 'vitest';
import { VersionNotice } from '../../../web/notices/version-notice.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { snapshot } from '../views.ts';

const first = snapshot([], { version: '1.0.0' });

test('nothing while the version stays', () => {
  expect(drawn(<VersionNotice />, { frames: [first, first] })).toBe('');
});

test('after an update: what to do, and the new version', () => {
  const drawing = { frames: [first, snapshot([], { version: '1.1.0', boot: 'second' })] };
  expect(words(<VersionNotice />, drawing)).toBe('The server runs a different version. Reload the page to match it. Reload 1.1.0');
  expect(buttons(drawn(<VersionNotice />, drawing))).toEqual(['Reload']);
});
