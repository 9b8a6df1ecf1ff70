// The action buttons on a backend's page, by the state of its newest run.
import { expect, test } from 'vitest';
import { BackendActions } from '../../../web/actions/backend-actions.tsx';
import { buttons, drawn } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at } from '../views.ts';

test.each([
  ['failed', 'Acknowledge a, Mute for maintenance…, Close run…'],
  ['late', 'Acknowledge a, Mute for maintenance…, Extend limit…, Close run…'],
  ['installing', 'Mute for maintenance…, Extend limit…, Close run…'],
  ['installed', 'Mute for maintenance…'],
] as const)('%s: %s', (story, expected) => {
  const { backend } = played(stories[story]);
  expect(buttons(drawn(<BackendActions backend={backend} />)).join(', ')).toBe(expected);
});

test('one that is muted offers to end it', () => {
  const backend = { ...played(stories.installing).backend, muted: { by: 'anna', at: at(0), until: null, note: null } };
  expect(buttons(drawn(<BackendActions backend={backend} />))[0]).toBe('End maintenance');
});
