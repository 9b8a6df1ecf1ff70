// The notice of a lost connection.
import { expect, test } from 'vitest';
import { ConnectionNotice } from '../../../web/notices/connection-notice.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { snapshot } from '../views.ts';

test.each([
  ['connecting', {}, ''],
  ['live', { frames: [snapshot([])] }, ''],
  [
    'lost before anything was received',
    { lost: true },
    'Not connected: no answer from boot-1:4080. Is the service running? Retrying. Retry now',
  ],
  [
    'lost later',
    { frames: [snapshot([])], lost: true, nowSecond: 90 },
    'Not connected since 01:05:00. The page shows the state at that time. Retrying. Retry now',
  ],
])('%s', (_, drawing, text) => {
  expect(words(<ConnectionNotice />, drawing)).toBe(text);
});

test('interrupts a screen reader, and offers to retry', () => {
  const html = drawn(<ConnectionNotice />, { lost: true });
  expect(html).toContain('role="alert"');
  expect(buttons(html)).toEqual(['Retry now']);
});
