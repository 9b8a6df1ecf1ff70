// Who acknowledged the run or muted the backend.
import { expect, test } from 'vitest';
import { InHand } from '../../../web/backend/in-hand.tsx';
import { words } from '../drawn.tsx';
import { at, backend } from '../views.ts';

const by = { by: 'anna', at: at(5), note: null };

test.each([
  ['neither', null, null, ''],
  ['acknowledged', by, null, 'Acknowledged by anna at 01:05:05'],
  ['with a note', { ...by, note: 'disk' }, null, 'Acknowledged by anna at 01:05:05 “disk”'],
  ['muted', null, { ...by, until: null }, 'Muted for maintenance by anna at 01:05:05 , until maintenance is ended'],
  ['muted for a while', null, { ...by, until: at(600) }, 'Muted for maintenance by anna at 01:05:05 , until 01:15:00'],
  ['a mute that is over', null, { ...by, until: at(60) }, ''],
])('%s', (_, acknowledged, muted, text) => {
  expect(words(<InHand backend={backend('n1', { muted })} acknowledged={acknowledged} />, { nowSecond: 90 })).toBe(text);
});
