// All notices together.
import { expect, test } from 'vitest';
import { Notices } from '../../../web/notices/notices.tsx';
import { words } from '../drawn.tsx';
import { at, snapshot } from '../views.ts';

const first = snapshot([]);

test.each([
  ['all is well: nothing', { frames: [first] }, /^$/],
  ['not connected', { frames: [first], lost: true }, /^Not connected since/],
  ['restarted', { frames: [first, snapshot([], { boot: 'b', startedAt: at(5) })] }, /^The service restarted/],
  ['another version', { frames: [first, snapshot([], { boot: 'b', version: '9' })] }, /^The server runs a different version/],
  ['an error', { frames: [first, { type: 'error', message: 'no' } as const] }, /^Server error: no$/],
])('%s', (_, drawing, text) => {
  expect(words(<Notices />, drawing)).toMatch(text);
});
