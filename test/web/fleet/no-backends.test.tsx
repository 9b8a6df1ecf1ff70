// A view before any machine was seen.
import { expect, test } from 'vitest';
import { NoBackends } from '../../../web/fleet/no-backends.tsx';
import { words } from '../drawn.tsx';

test('says what makes a backend appear, and how to try without', () => {
  expect(words(<NoBackends />)).toBe(
    'No machine has been seen yet. A backend appears here with its first DHCP message, boot file request or health message. ' +
      'The service reads: To try the dashboard without a machine, run npm run demo',
  );
});
