// The head of a backend's page.
import { expect, test } from 'vitest';
import { BackendHead } from '../../../web/backend/backend-head.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { backend, run } from '../views.ts';

test.each([
  ['failed', /^← All backends Esc backend-0-0 ✖ failed 10\.1\.1\.101 52:54:00:aa:00:10 stacki-sles-12 started 01:05:00/],
  ['installed', /backend-0-0 ✔ installed .* ended 01:11:40 took 6 m 40 s/],
] as const)('%s: who, how, since when', (story, text) => {
  const { backend: of, run: newest } = played(stories[story]);
  expect(words(<BackendHead backend={of} run={newest} earlier={false} />, { nowSecond: 500 })).toMatch(text);
});

test('actions are for the newest run only', () => {
  const { backend: of, run: newest } = played(stories.failed);
  expect(buttons(drawn(<BackendHead backend={of} run={newest} earlier={false} />))).toContain('Acknowledge a');
  const earlier = drawn(<BackendHead backend={of} run={run({ status: 'installed' })} earlier />);
  expect(buttons(earlier)).toEqual(['← All backends Esc']);
  expect(words(<BackendHead backend={of} run={run({ status: 'installed' })} earlier />)).toContain('✔ installed earlier run');
});

const head = <BackendHead backend={backend('n1')} run={undefined} earlier={false} />;

test('leads back to the deployment that it was opened from', () => {
  expect(buttons(drawn(head, { address: '?view=deployments&deployment=d&backend=n1' }))[0]).toBe('← The deployment Esc');
});

const ofInventory = (declared: boolean) => words(<BackendHead backend={backend('n1', { declared })} run={undefined} earlier={false} />);

test('says when the inventory does not have it', () => {
  expect([ofInventory(true), ofInventory(false)].map((text) => text.includes('not in the inventory'))).toEqual([false, true]);
});
