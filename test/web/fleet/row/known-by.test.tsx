// Who acknowledged or muted a backend.
import { expect, test } from 'vitest';
import { KnownBy } from '../../../../web/fleet/row/known-by.tsx';
import { words } from '../../drawn.tsx';
import { at, backend, summary } from '../../views.ts';

const by = { by: 'anna', at: at(5), note: null };

test.each([
  ['neither', {}, ''],
  ['acknowledged', { run: summary({ acknowledged: by }) }, 'acknowledged by anna at 01:05:05'],
  ['with a note', { run: summary({ acknowledged: { ...by, note: 'disk' } }) }, 'acknowledged by anna at 01:05:05 “disk”'],
  ['muted', { muted: { ...by, until: null } }, 'muted by anna until unmuted'],
  ['muted for a while', { muted: { ...by, until: at(600) } }, 'muted by anna until 01:15:00'],
  ['a mute that is over', { muted: { ...by, until: at(60) } }, ''],
  ['muted before acknowledged', { muted: { ...by, until: null }, run: summary({ acknowledged: by }) }, 'muted by anna until unmuted'],
])('%s', (_, told, text) => {
  expect(words(<KnownBy backend={backend('n1', told)} />, { nowSecond: 90 })).toBe(text);
});
