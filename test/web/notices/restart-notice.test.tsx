// The notice of a restart of the service.
import { expect, test } from 'vitest';
import { RestartNotice } from '../../../web/notices/restart-notice.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { at, snapshot } from '../views.ts';

const first = snapshot([]);
const again = snapshot([], { boot: 'second', startedAt: at(30) });

test('when, and that the rows are up to date', () => {
  expect(words(<RestartNotice />, { frames: [first, again] })).toBe(
    'The service restarted at 01:05:30 . The rows are up to date. Reload Dismiss',
  );
  expect(buttons(drawn(<RestartNotice />, { frames: [first, again] }))).toEqual(['Reload', 'Dismiss']);
});

test.each([
  ['without a restart', { frames: [first, first] }],
  ['while the connection is lost', { frames: [first, again], lost: true }],
  ['beside the notice of a different version', { frames: [first, { ...again, version: '2.0.0' }] }],
])('nothing %s', (_, drawing) => {
  expect(drawn(<RestartNotice />, drawing)).toBe('');
});
